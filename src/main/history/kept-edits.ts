/** Edits that a window could not save and kept in a file: checked, and done as if the window sent them now. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type EditOp, KeptEdits, type PutInReport } from '../../shared/contract/history.ts';
import { AppError, type ErrorCode, type Reply } from '../../shared/errors.ts';
import type { Annotator } from '../../shared/model.ts';
import { parseUntrusted } from '../untrusted-json.ts';

/** Bytes. */
const LARGEST = 50 * 2 ** 20;

/** The edit is wrong as it is; after any other error it may be tried again. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(['bad-input', 'too-large', 'not-found', 'conflict', 'read-only']);

/**
 * Reads the file, with its SHA-256. Throws AppError: 'too-large', 'bad-input' where it is no such file, 'conflict' where its edits are of
 * another project or another annotator.
 */
export async function readKeptEdits(
  { path, name }: { path: string; name: string },
  { project, me }: { project: { id: string; name: string }; me: Annotator },
): Promise<KeptEdits & { hash: string }> {
  if ((await stat(path)).size > LARGEST)
    throw new AppError('too-large', `${name} is larger than 50 MB, so it is no file of edits that Sayso kept.`);
  const bytes = await readFile(path);
  const parsed = parseUntrusted(bytes.toString('utf8'));
  const no = (what: string) => new AppError('bad-input', `${name} is no file of edits that Sayso kept: ${what}.`);
  if ('fault' in parsed) throw no(parsed.fault);
  const kept = KeptEdits.safeParse(parsed.value);
  if (!kept.success) throw no(z.prettifyError(kept.error).slice(0, 300));
  const { project: its, annotator } = kept.data;
  if (its.id !== project.id)
    throw new AppError(
      'conflict',
      `The edits in ${name} are of the project ${its.name}, and ${project.name} is open. Open that project, then put them in.`,
    );
  if (annotator.id !== me.id)
    throw new AppError(
      'conflict',
      `The edits in ${name} are ${annotator.name}’s, and would be credited to you. Put them in as ${annotator.name} (“This annotator is me…”).`,
    );
  return { ...kept.data, hash: createHash('sha256').update(bytes).digest('hex') };
}

type Doing = {
  /** Runs one operation as the window would. Never throws. */
  call(op: EditOp, input: unknown): Promise<Reply<unknown>>;
  /** The key of the edit that was committed last, or null. */
  newest(): number | null;
  /** Number of edits of the file that were done earlier: doing them again could undo what was edited since. */
  doneBefore: number;
  /** Told once how many of the file's edits are done, even where one could not be saved. */
  onDone(done: number): void;
};

/**
 * Does the edits in their order. What is refused is reported, and the others go in. Throws AppError where one cannot be
 * saved: those before it are in, and are not done again when the file is put in again.
 */
export async function putIn({ edits }: KeptEdits, { call, newest, doneBefore, onDone }: Doing): Promise<PutInReport> {
  const report: PutInReport = { applied: 0, known: doneBefore, refused: [] };
  let done = doneBefore;
  try {
    for (const { op, input } of edits.slice(doneBefore)) {
      const before = newest();
      const reply = await call(op, input);
      if (!reply.ok) {
        const { code, message } = reply.error;
        if (!REFUSALS.has(code))
          throw new AppError(
            code,
            `${message} ${done} of ${edits.length} edits are done. The file stays as it is: put it in again later.`,
          );
        report.refused.push({ op, reason: message });
      } else if (newest() !== before) report.applied++;
      else report.known++;
      done++;
    }
  } finally {
    onDone(done);
  }
  return report;
}
