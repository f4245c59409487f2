import { expect, test } from 'vitest';
import { hiddenSigns, spelled } from './hidden-signs.ts';

test.each([
  ['report\u202etxt.exe', ['RLO']],
  ['pay\u200bpal\u200b\u2060', ['ZWSP', 'WJ']],
  ['pay\u200cpal', ['ZWNJ']],
  ['a\u0000b\u0085\u007f', ['U+0000', 'U+0085', 'U+007F']],
  ['\u2066x\u2069', ['LRI', 'PDI']],
  ['x\u{e0041}', ['U+E0041']],
  ['a\u3164b\u2800', ['U+3164', 'U+2800']],
])('%j is badged', (name, signs) => expect(hiddenSigns(name)).toEqual(signs));

test.each([
  'Plain',
  'Ünïcode e\u0301',
  '日本語',
  'می\u200cخواهم',
  'क्\u200dष',
  '👩\u200d👩\u200d👧',
  '👍🏽',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  'a b\u00a0c',
])('%j is not', (name) => expect(hiddenSigns(name)).toEqual([]));

test('in a sentence they are spelled out', () => {
  expect(spelled('“a\u202eb” was added.')).toBe('“a‹RLO›b” was added.');
  expect(spelled('Plain.')).toBe('Plain.');
});
