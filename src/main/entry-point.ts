/**
 * Where an entry of src/main lies, to start it in a worker or a process of its own: beside this module, as TypeScript
 * when run from source (tests), as JavaScript in the build.
 */
export function entryPoint(
  name:
    | 'job-worker'
    | 'document-worker'
    | 'backup-worker'
    | 'bounded-process'
    | 'process-watch'
    | 'core-process'
    | 'cli-main',
): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}
