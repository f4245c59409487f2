import { expect, test } from 'vitest';
import { DEFAULT_GUIDELINES } from './default-guidelines.ts';
import { labelHeadings } from './label-headings.ts';

const LABELS = [
  { id: 'speaker', name: 'Speaker' },
  { id: 'claim', name: 'Claim' },
  { id: 'condition', name: 'Condition' },
  { id: 'cue', name: 'Cue' },
];

test('a heading is a label’s whatever its case, blanks, level and emphasis', () => {
  const text = '# All\n\n###  *CLAIM*  \n\nspeaker\n-------\n\n> # Condition\n\n    # Cue\n';
  expect(labelHeadings(text, LABELS)).toEqual(
    new Map([
      ['claim', 1],
      ['speaker', 2],
    ]),
  );
});

test('of two headings the first is the label’s, and a name within a heading is none', () => {
  expect(labelHeadings('# On the claim\n\n# Claim\n\n# Claim', LABELS)).toEqual(new Map([['claim', 1]]));
});

test('the default guidelines have a paragraph for each label of a new project', () => {
  expect([...labelHeadings(DEFAULT_GUIDELINES, LABELS).keys()]).toEqual(['speaker', 'claim', 'condition', 'cue']);
});

test.each([
  ['nested deeper than can be read', '>'.repeat(15_000)],
  ['with an endless paragraph', '*a '.repeat(300_000)],
])('a text %s has no paragraphs for labels, and does no harm', (_, text) => {
  expect(labelHeadings(`${text}\n\n# Claim`, LABELS)).toEqual(new Map());
});
