import { SqliteError } from 'better-sqlite3';
import { AppError, type ErrorCode } from '../../shared/errors.ts';

const MEANINGS: [prefix: string, code: ErrorCode, message: string][] = [
  ['SQLITE_FULL', 'disk', 'The disk is full. Free some space; the edit is kept until then.'],
  [
    'SQLITE_READONLY_DBMOVED',
    'moved',
    '{file} was moved, renamed or replaced while it was open. Put it back, or open it from its new place.',
  ],
  ['SQLITE_READONLY', 'read-only', '{file} cannot be written. Check its permissions, or save to another place.'],
  [
    'SQLITE_CANTOPEN',
    'disk',
    '{file}, or a file beside it, cannot be opened. Check that its folder is there and can be written.',
  ],
  ['SQLITE_BUSY', 'busy', 'Another program is using {file}. Try again in a moment.'],
  ['SQLITE_IOERR', 'disk', 'Reading or writing {file} failed. Check the disk it is on.'],
  ['SQLITE_CORRUPT', 'damaged-file', '{file} is damaged. It was left as it is. Recover it, or open a backup of it.'],
  // A length that is damaged: what Sayso writes is far shorter.
  ['SQLITE_TOOBIG', 'damaged-file', '{file} is damaged. It was left as it is. Recover it, or open a backup of it.'],
  ['SQLITE_NOTADB', 'damaged-file', '{file} is not a Sayso project, or it is damaged.'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'conflict', 'Something else in the project refers to this.'],
];

/** What SQLite calls an error like any other, though it is the file: a header or a schema that nobody wrote so. */
const UNREADABLE = /^(?:unsupported file format|malformed database schema)/;

/** SQLite's errors in the words of the person whose project it is, naming the file; other errors as they are. */
export function explainSqlite(error: unknown, file = 'The project file'): unknown {
  if (!(error instanceof SqliteError)) return error;
  const code = UNREADABLE.test(error.message) ? 'SQLITE_NOTADB' : error.code;
  const meaning = MEANINGS.find(([prefix]) => code.startsWith(prefix));
  return meaning
    ? new AppError(meaning[1], `${meaning[2].replace('{file}', file)} (${error.code})`, { cause: error })
    : error;
}
