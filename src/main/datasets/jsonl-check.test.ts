import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARTICLES, HEADER } from './golden/example.fixture.ts';
import { checkJsonl } from './jsonl-check.ts';
import { writeJsonl } from './jsonl-write.ts';
import { tempFolder } from './project.fixture.ts';

const SOURCE = { header: HEADER, total: ARTICLES.length, articles: () => ARTICLES };
const CONTENT = [...writeJsonl(SOURCE, 'codepoint')].join('');

function check(content: string) {
  const path = join(tempFolder(), 'file.jsonl');
  writeFileSync(path, content);
  return checkJsonl(path, SOURCE, 'codepoint');
}
function replaced(from: string, to: string): string {
  expect(CONTENT).toContain(from);
  return CONTENT.replace(from, to);
}

test('counts what is in a right file', async () => {
  expect(await check(CONTENT)).toEqual({ articles: 2, spans: 17, relations: 8 });
});

describe('the self-check finds', () => {
  const lines = CONTENT.split('\n');
  test.each([
    [
      'an offset that is off by one',
      replaced('"start":89', '"start":90'),
      /“Ferry "waits"”, span a-claim-2: its quote is/,
    ],
    ['a quote that differs', replaced('["Had it rained"]', '["Has it rained"]'), /article market, span m-condition-1/],
    ['a text that differs', replaced('Prices fall', 'Prices rise'), /The text of article market is not the one/],
    ['another unit', replaced('"codepoint"', '"byte"'), /another offset unit/],
    ['an article that is missing', [...lines.slice(0, 2), ''].join('\n'), /ends before article market/],
    ['an article too many', `${CONTENT}${lines[2]}\n`, /more articles than/],
    ['a span that is missing', replaced('"id":"a-claim-1"', '"id":"a-claim-0"'), /“Ferry "waits"” or its annotations/],
    ['a line without its end', CONTENT.slice(0, -1), /its last line has no end/],
  ])('%s', async (_, content, message) => {
    await expect(check(content)).rejects.toThrow(message);
  });
});
