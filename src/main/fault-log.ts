/**
 * Says on standard error what went wrong inside, for whoever mends it. Articles may be confidential, and messages of
 * parsers quote what they read: of those only the kind is said, and of others a line.
 */
export function logFault(what: string, error: unknown): void {
  console.error(`${what}: ${kindOf(error)}`);
}

const QUOTING = new Set(['SyntaxError', 'ZodError', '$ZodError', 'CsvError']);
const LONGEST = 300;

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const message = QUOTING.has(error.name) ? '' : `: ${error.message.split('\n', 1)[0]?.slice(0, LONGEST) ?? ''}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? '' : `\n  caused by ${kindOf(error.cause)}`;
  return [`${error.name}${code}${message}`, ...frames.slice(0, 12)].join('\n') + cause;
}
