import { expect, test } from 'vitest';
import { highlightRules, lineColour, lineStyle } from './label-rules.ts';

test('a colour that is not #rrggbb never reaches the style sheet', () => {
  for (const colour of ['red', '#fff', '#1f5fbf; } * { display: none', 'url(x)', '']) {
    const rules = highlightRules({ colour }, 0, ['name']);
    expect(rules).not.toContain('display');
    expect(rules).not.toContain('url');
    expect(rules).toContain('#808080');
    expect(lineColour(colour)).toContain('#808080');
  }
  expect(highlightRules({ colour: '#1F5fbf' }, 0, ['name'])).toContain('#1F5fbf');
});

test('labels differ by their lines, and lanes by their offsets', () => {
  expect(highlightRules({ colour: '#1f5fbf' }, 2, ['a'])).toContain(`underline ${lineStyle(2)};`);
  expect(lineStyle(2)).not.toBe(lineStyle(7));
  const offsets = [...highlightRules({ colour: '#1f5fbf' }, 0, ['a', 'b', 'c']).matchAll(/underline-offset: (\d+)px/g)];
  expect(new Set(offsets.map((match) => match[1])).size).toBe(3);
});
