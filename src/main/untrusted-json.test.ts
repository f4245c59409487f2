import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_DEPTH, parseUntrusted } from './untrusted-json.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('what is within bounds is parsed as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      if (/"(?:__proto__|constructor|prototype)"/.test(text)) return;
      expect(parseUntrusted(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseUntrusted(JSON.stringify({ [`x${text}`]: text }))).toEqual({ value: { [`x${text}`]: text } });
    }),
  );
});

test('depth is counted before parsing, and outside of strings only', () => {
  expect(parseUntrusted(nested(MOST_DEPTH))).toHaveProperty('value');
  expect(parseUntrusted(nested(MOST_DEPTH + 1))).toEqual({ fault: 'it nests deeper than 64 levels' });
  expect(parseUntrusted('{"a":'.repeat(10_000))).toEqual({ fault: 'it nests deeper than 64 levels' });
  expect(parseUntrusted(nested(1_000_000))).toHaveProperty('fault');
  const brackets = '[{'.repeat(1000);
  expect(parseUntrusted(JSON.stringify([brackets, `${brackets}\\"[`]))).toEqual({
    value: [brackets, `${brackets}\\"[`],
  });
});

test.each([
  '{"__proto__":{"admin":true}}',
  '{"a":[{"b":{"__proto__" \n:1}}]}',
  '{"\\u005f_proto__":1}',
  '{"constructor":{"prototype":{}}}',
  '{"\\u0063\\u006f\\u006e\\u0073\\u0074\\u0072\\u0075\\u0063\\u0074\\u006f\\u0072":1}',
  '{"prototype":1}',
])('%s has a key that is refused', (text) => {
  expect(parseUntrusted(text)).toEqual({ fault: expect.stringMatching(/^it has the key/) });
});

test('as a value, or as part of a key, such a word is a word', () => {
  for (const text of ['{"a":"__proto__"}', '["constructor"]', '{"constructors":1}', '{"\\\\u005f_proto__":1}'])
    expect(parseUntrusted(text)).toEqual({ value: JSON.parse(text) });
});

test.each(['', '{', '{"a', '"\\', ']', '{"a":1}}', 'NaN', "{'a':1}", '\u0000'])('%j is a fault', (text) => {
  expect(parseUntrusted(text)).toEqual({ fault: expect.stringMatching(/^it is not JSON/) });
});
