/**
 * How names of a project are spelled in the formats of other tools, and back. Types there are words of letters, digits,
 * `_` and `-`; names of ours may be anything.
 */
import { createHash } from 'node:crypto';
import type { Article } from '../../shared/model.ts';
import type { DatasetHeader } from './format.ts';

/** Types that brat keeps for itself, or that Sayso makes of an attribution. */
const RESERVED = ['Attribution', 'AnnotatorNotes', 'Reference'];

/** A name as one word: accents dropped, everything else that is no letter or digit a hyphen. Empty where nothing is left. */
export const asWord = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** A name as a type: `scare quotes` becomes `Scare_quotes`. */
const asType = (name: string): string => {
  const word = asWord(name).replaceAll('-', '_');
  return word.slice(0, 1).toUpperCase() + word.slice(1);
};

type Names = {
  /** As a type of brat and others. */
  type(id: string): string;
  /** As a lower-case word. */
  word(id: string): string;
  /** The id behind a type or a word; undefined where there is none. */
  idOf(spelled: string): string | undefined;
};

function createNames(rows: readonly { id: string; name: string }[], fallback: string): Names {
  const types = new Map<string, string>();
  const ids = new Map<string, string>();
  const taken = new Set(RESERVED.map((name) => name.toLowerCase()));
  for (const { id, name } of rows) {
    const wanted = asType(name) || fallback;
    let type = wanted;
    for (let n = 2; taken.has(type.toLowerCase()); n++) type = `${wanted}_${n}`;
    taken.add(type.toLowerCase());
    types.set(id, type);
    ids.set(type, id);
    ids.set(wordOf(type), id);
  }
  const type = (id: string) => types.get(id) ?? (asType(id) || fallback);
  return { type, word: (id) => wordOf(type(id)), idOf: (spelled) => ids.get(spelled) };
}

const wordOf = (type: string): string => type.toLowerCase().replaceAll('_', '-');

export type Spelling = {
  labels: Names;
  relations: Names;
  attributes: Names;
  /** Names of entities by id. */
  entities: ReadonlyMap<string, string>;
};

export const createSpelling = (header: DatasetHeader): Spelling => ({
  labels: createNames(header.labels, 'Label'),
  relations: createNames(header.relationTypes, 'Relation'),
  attributes: createNames(header.attributes, 'Attribute'),
  entities: new Map(header.entities.map(({ id, name }) => [id, name])),
});

/** Any text as one word: blanks become `_`, what is neither letter, digit, `+`, `.` nor `-` is percent-encoded. */
export const escapeWord = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('_', '%5F')
    .replaceAll('%20', '_')
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2B', '+');

/** Takes back `escapeWord`. Throws URIError where it cannot have written that. */
export const unescapeWord = (word: string): string => decodeURIComponent(word.replaceAll('_', '%20'));

/** The name of an article's files, without ending: unique, in lower case, safe on every system. */
export function articleFileName({ id, title }: Article): string {
  const words = asWord(title).toLowerCase().slice(0, 60).replace(/-$/, '');
  // Ids may differ in case alone, or have signs that no file may have.
  const key = /^[0-9a-z-]{1,40}$/.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 32);
  return `${words || 'article'}_${key}`;
}
