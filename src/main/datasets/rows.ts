/** Reads files of JSON Lines again, each from top to bottom, several side by side. */
import { join } from 'node:path';
import { unlike } from './found.ts';
import { readLines } from './lines.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The values of a file of which every line ends. `T` is what was written: whoever reads compares all of it. */
export async function* readRows<T>(path: string, valueOn: ValueOn = (line) => line): AsyncGenerator<T, undefined> {
  for await (const { bytes, ended } of readLines(path, path, Number.POSITIVE_INFINITY)) {
    if (!ended) throw unlike('its last line has no end');
    const value = valueOn(decoder.decode(bytes));
    if (value !== null) yield JSON.parse(value) as T;
  }
}

/** The JSON on a line, or null where it holds none. */
type ValueOn = (line: string) => string | null;

export function createRowReaders<T>(root: string, valueOn: ValueOn = (line) => line) {
  const files = new Map<string, AsyncGenerator<T, undefined>>();
  return {
    /** The next row of a file. */
    async next(file: string): Promise<T> {
      const rows = files.get(file) ?? readRows<T>(join(root, file), valueOn);
      files.set(file, rows);
      const { done, value } = await rows.next();
      if (done || value === undefined) throw unlike(`${file} ends too early`);
      return value;
    },
    /** Sees that none has more. */
    async end(): Promise<void> {
      for (const [file, rows] of files)
        if (!(await rows.next()).done) throw unlike(`${file} has more than was written`);
    },
  };
}
