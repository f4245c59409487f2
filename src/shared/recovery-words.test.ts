import { expect, test } from 'vitest';
import type { RecoveryReport } from './contract/recovery.ts';
import { articleLoss, recoveryRemarks, recoverySummary } from './recovery-words.ts';

const WHOLE: RecoveryReport = {
  method: 'salvage',
  backups: [],
  tables: [
    { table: 'article', expected: 3, saved: 3, unverified: 0 },
    { table: 'span', expected: 9, saved: 9, unverified: 0 },
  ],
  history: { expected: 12, read: 12, kept: 12, uncertain: false },
  articles: [],
  standIns: [],
  foreign: [],
  refused: [],
};

test('where all is saved, nothing else is said', () => {
  expect(recoverySummary(WHOLE)).toBe('Every article and annotation was saved.');
  expect(recoveryRemarks(WHOLE)).toEqual([]);
});

test('what is lost, not verified or made up is told', () => {
  const report: RecoveryReport = {
    ...WHOLE,
    backups: ['a.sayso'],
    tables: [
      { table: 'article', expected: 3, saved: 2, unverified: 0 },
      { table: 'span', expected: 9, saved: 9, unverified: 1 },
    ],
    history: { expected: 12, read: 11, kept: 5, uncertain: true },
    standIns: ['the label claim'],
  };
  expect(recoverySummary(report)).toBe('Not all could be saved: 2 of 3 articles.');
  expect(recoveryRemarks(report)).toEqual([
    'Backups gave what the file had lost.',
    '5 of 12 edits of the history were kept; whether there were more cannot be told. Undo goes back over those.',
    'What the edits after a lost one did was saved, as one edit of its own.',
    'What lost edits changed or removed may be as it was before them.',
    'Not verified, since their edits were lost: 1 span. Quotes of spans were compared with their texts.',
    'Lost, and replaced by stand-ins: the label claim.',
  ]);
});

test('an article says what it lost, and how to have it again', () => {
  const article = { id: 'a', title: 'A', source: 'a.txt', lost: 'text', annotations: 0 } as const;
  expect(articleLoss(article)).toBe('its text was lost; add a.txt again to have it');
  expect(articleLoss({ ...article, source: '', annotations: 2 })).toBe('its text was lost, and 2 annotations with it');
  expect(articleLoss({ ...article, lost: 'annotations', annotations: 1 })).toBe(
    'one annotation of it could not be saved',
  );
});

test('what of a file was not Sayso’s own is named', () => {
  const report: RecoveryReport = {
    ...WHOLE,
    method: 'taken-over',
    foreign: ['peek', 'sqlite_stat1'],
    refused: [{ table: 'span', count: 2 }],
  };
  expect(recoverySummary(report)).toBe('Every article and annotation was saved.');
  expect(recoveryRemarks(report)).toEqual([
    'Left out, since Sayso did not make it: peek, sqlite_stat1.',
    'Left out, since Sayso does not write it so: 2 spans.',
  ]);
});
