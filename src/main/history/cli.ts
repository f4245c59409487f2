/** The history from the command line. */
import { resolve } from 'node:path';
import { ask, type Outcome, open, WrongUsage, withCore } from '../cli-core.ts';

/** Writes the log of a project to a file. */
export async function exportHistory([project, ...more]: string[], { out }: { out?: string }): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('history takes one PROJECT');
  if (!out) throw new WrongUsage('--out names the file to write');
  return withCore(undefined, async (core) => {
    await open(core, project);
    const written = await ask(core, 'edit.export', { destination: core.place(resolve(out)) });
    return {
      lines: [`wrote ${out}: ${written.edits} edits, ${written.bytes} bytes`],
      data: { ...written, file: resolve(out) },
    };
  });
}
