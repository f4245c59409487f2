import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the file system said, in words that name the file and the way out; other errors as they are. */
export function explainDisk(error: unknown, destination: string): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  const name = basename(destination);
  const folder = dirname(destination);
  const code = String(error.code);
  const disk = (message: string) => new AppError('disk', `${message} (${code})`, { cause: error });
  if (FULL.has(code))
    return disk(`${name} was not written: the disk is full. Free some space or choose another place, then try again.`);
  if (REFUSED.has(code))
    return disk(`${name} was not written: ${folder} cannot be written to. Choose another folder, then try again.`);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return disk(`${name} was not written: the folder ${folder} is not there. Choose another folder.`);
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST')
    return disk(`${name} was not written: there is a folder of that name in ${folder}. Choose another name.`);
  return disk(`${name} was not written to ${folder}. Choose another name or another place, then try again.`);
}
