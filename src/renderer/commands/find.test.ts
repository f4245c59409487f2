import { expect, test } from 'vitest';
import { summaryOf } from '../article-list/summaries.fixture.ts';
import { findArticles, findCommands } from './find.ts';

const commands = [{ title: 'Undo' }, { title: 'Mark article as done' }, { title: 'Add articles…' }, { title: 'Redo' }];

test('all words must be in the title, in any order and without regard to case', () => {
  expect(findCommands(commands, 'DONE mark')).toEqual([{ title: 'Mark article as done' }]);
  expect(findCommands(commands, 'do art')).toEqual([{ title: 'Mark article as done' }]);
});

test('titles that begin with what is typed come first, then words that do', () => {
  expect(findCommands(commands, 'a').map(({ title }) => title)).toEqual(['Add articles…', 'Mark article as done']);
  expect(findCommands(commands, 'do').map(({ title }) => title)).toEqual(['Mark article as done', 'Undo', 'Redo']);
});

test('without a query all commands are offered, and no article', () => {
  expect(findCommands(commands, ' ')).toEqual(commands);
  expect(findArticles([summaryOf('a')], '')).toEqual([]);
});

test('articles are found by title without accents, fifty at most', () => {
  const summaries = Array.from({ length: 80 }, (_, index) => summaryOf(`a${index}`, { title: `Besançon ${index}` }));
  expect(findArticles(summaries, 'besancon 7')).toHaveLength(17);
  expect(findArticles(summaries, 'besançon')).toHaveLength(50);
});
