import { describe, expect, test } from 'vitest';
import { changesInWords, sizeInWords, whenLast } from './backup-words.ts';

const since = { edits: 3, articles: 2, spans: 5, by: ['Ana', 'Ben'] };

describe('a backup in words', () => {
  test.each([
    [{ since, ahead: 0 }, '3 edits in 2 articles, 5 spans, by Ana, Ben'],
    [{ since: { edits: 1, articles: 0, spans: 0, by: ['Ana'] }, ahead: 0 }, '1 edit, by Ana'],
    [{ since: { ...since, articles: null, spans: null }, ahead: 0 }, '3 edits in many articles, by Ana, Ben'],
    [{ since: { edits: 0, articles: 0, spans: 0, by: [] }, ahead: 0 }, 'nothing'],
    [{ since: { edits: 0, articles: 0, spans: 0, by: [] }, ahead: 1 }, '1 edit in it that the project does not have'],
    [{ since, ahead: 2 }, '3 edits in 2 articles, 5 spans, by Ana, Ben; 2 edits in it that the project does not have'],
    [{ since: null, ahead: 0 }, 'not known: the project is not open'],
  ])('what changed since: %j', (entry, words) => {
    expect(changesInWords(entry)).toBe(words);
  });

  test.each([
    [0, '1 kB'],
    [155_648, '156 kB'],
    [4_200_000, '4.2 MB'],
    [999_000_000, '999 MB'],
    [2_000_000_000, '2 GB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });

  test('the last one is told by its time today, and by its day before', () => {
    const now = new Date(2026, 2, 9, 15, 0);
    expect(whenLast(new Date(2026, 2, 9, 14, 32).toISOString(), now)).toMatch(/32/);
    expect(whenLast(new Date(2026, 2, 8, 14, 32).toISOString(), now)).toMatch(/2026/);
  });
});
