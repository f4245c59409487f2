/**
 * Which texts are nearly the same: a sketch of each (MinHash over runs of five words; Broder 1997), and candidates by
 * bands of it, so that not every text is compared with every other.
 */
import { tokens } from '../../shared/text.ts';

const RUN = 5;
const ROWS = 3;
const BANDS = 21;
const HASHES = ROWS * BANDS;
/** Texts that are estimated to share so many of their runs are near-duplicates. */
const ALIKE = 0.6;

/** Multipliers and offsets of the hash functions, from a fixed sequence: the same everywhere. */
const FUNCTIONS = (() => {
  const values = new Uint32Array(2 * HASHES);
  let state = 0x9e3779b9;
  for (let i = 0; i < values.length; i++) {
    state = mix(state + 0x9e3779b9);
    values[i] = i % 2 === 0 ? state | 1 : state;
  }
  return values;
})();

function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A number of 32 bits for a text; FNV-1a over its UTF-16 units, mixed. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** What is compared instead of a text: 63 numbers. Case does not matter. */
export function sketchOf(text: string): Uint32Array {
  const words = Array.from(tokens(text), ({ start, end }) => hashOf(text.slice(start, end).toLowerCase()));
  const sketch = new Uint32Array(HASHES).fill(0xffffffff);
  for (let i = 0; i === 0 || i + RUN <= words.length; i++) {
    let run = 0;
    for (const word of words.slice(i, i + RUN)) run = mix(Math.imul(run, 31) + word);
    for (let h = 0; h < HASHES; h++) {
      const value = (Math.imul(run, FUNCTIONS[2 * h] ?? 1) + (FUNCTIONS[2 * h + 1] ?? 0)) >>> 0;
      if (value < (sketch[h] ?? 0)) sketch[h] = value;
    }
  }
  return sketch;
}

/** Pairs of near-duplicates, by index: enough of them to join all that are alike. */
export function* nearDuplicates(sketches: readonly Uint32Array[]): Generator<[number, number]> {
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<string, number[]>();
    for (const [i, sketch] of sketches.entries()) {
      const key = sketch.slice(band * ROWS, (band + 1) * ROWS).join();
      const others = buckets.get(key) ?? [];
      const like = others.find((other) => isAlike(sketch, sketches[other]));
      if (like !== undefined) yield [like, i];
      else buckets.set(key, [...others, i]);
    }
  }
}

function isAlike(a: Uint32Array, b: Uint32Array | undefined): boolean {
  let same = 0;
  for (let h = 0; h < HASHES; h++) if (a[h] === b?.[h]) same++;
  return same >= ALIKE * HASHES;
}
