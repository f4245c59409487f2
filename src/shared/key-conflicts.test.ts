import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMAND_KEYS, type KeyScheme, keyProblems, labelUse, pressedKey, valueUse } from './key-conflicts.ts';

const key = fc.constantFrom('1', '2', 'x', 'X', 'r', 'R', '+', '', '?', 'é', ' ', 'F5', 'ab');
const scheme: fc.Arbitrary<KeyScheme> = fc.record({
  labels: fc
    .array(key, { maxLength: 4 })
    .map((keys) => keys.map((key, i) => ({ id: `l${i}`, name: `Label ${i}`, key }))),
  attributes: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(key, { minLength: 1, maxLength: 3 })), { maxLength: 3 })
    .map((list) =>
      list.map(([label, keys], i) => ({
        id: `a${i}`,
        label: `l${label}`,
        name: `Attribute ${i}`,
        values: keys.map((key, n) => ({ name: `v${n}`, key })),
      })),
    ),
});

/** Everything that the plain key does while a span of the label is active. */
function doneBy(pressed: string, label: string, { labels, attributes }: KeyScheme): string[] {
  const is = (key: string) => key.toLowerCase() === pressed;
  return [
    ...(COMMAND_KEYS.has(pressed) ? ['command'] : []),
    ...labels.filter(({ key }) => is(key)).map(({ id }) => labelUse(id)),
    ...attributes
      .filter((attribute) => attribute.label === label)
      .flatMap(({ id, values }) => values.flatMap(({ key }, index) => (is(key) ? [valueUse(id, index)] : []))),
  ];
}

test('property: where no key has a problem, a press does one thing at most; else every use that shares it is named', () => {
  fc.assert(
    fc.property(scheme, fc.constantFrom('1', '2', 'x', 'r', '+', '?', 'é'), (given, pressed) => {
      const problems = keyProblems(given);
      for (const label of ['l0', 'l1', 'l2', 'l3']) {
        const done = doneBy(pressed, label, given);
        if (done.length > 1) {
          for (const use of done) if (use !== 'command') expect(problems.has(use), use).toBe(true);
        }
      }
    }),
  );
});

test('property: a key with a problem is no single sign, or does something else too', () => {
  fc.assert(
    fc.property(scheme, (given) => {
      const keys = new Map<string, { key: string; labels: readonly string[] }>([
        ...given.labels.map(({ id, key }) => [labelUse(id), { key, labels: ['l0', 'l1', 'l2', 'l3'] }] as const),
        ...given.attributes.flatMap(({ id, label, values }) =>
          values.map(({ key }, index) => [valueUse(id, index), { key, labels: [label] }] as const),
        ),
      ]);
      for (const use of keyProblems(given).keys()) {
        const { key = '', labels = [] } = keys.get(use) ?? {};
        const shared = labels.some((label) => doneBy(key.toLowerCase(), label, given).length > 1);
        expect(shared || key.length !== 1 || key === ' ').toBe(true);
      }
    }),
  );
});

test('a conflict is named', () => {
  const problems = keyProblems({
    labels: [
      { id: 'claim', name: 'Claim', key: '2' },
      { id: 'irony', name: 'Irony', key: '2' },
      { id: 'aside', name: 'Aside', key: 'N' },
    ],
    attributes: [{ id: 'tone', label: 'claim', name: 'Tone', values: [{ name: 'sharp', key: '2' }] }],
  });
  expect(Object.fromEntries(problems)).toEqual({
    'label claim': '2 is the key of the label “Irony”.',
    'label irony': '2 is the key of the label “Claim”.',
    'label aside': 'N is the key of the command “Note on active span”.',
    'value tone 0': '2 is the key of the label “Claim”.',
  });
});

describe('the key that a press means', () => {
  const known = (key: string) => '1234rdm-,q'.includes(key);
  const press = (key: string, code: string, shiftKey = false) => pressedKey({ key, code, shiftKey }, known);

  test('is what it types', () => {
    expect(press('2', 'Digit2')).toBe('2');
    expect(press('2', 'Numpad2')).toBe('2');
    expect(press('D', 'KeyD')).toBe('d');
    expect(press('-', 'Minus')).toBe('-');
  });
  test('is a digit where digits are on Shift, with Shift or without', () => {
    expect(press('é', 'Digit2')).toBe('2');
    expect(press('2', 'Digit2', true)).toBe('2');
  });
  test('is the letter at that place where the keyboard types other letters, or Alt changes them', () => {
    expect(press('в', 'KeyD')).toBe('d');
    expect(press('™', 'Digit2')).toBe('2');
    expect(press('Dead', 'KeyD')).toBe('d');
  });
  test('is not what another key of this keyboard is for', () => {
    // On a French keyboard, the key at the place of M types a comma, and that at the place of A types q.
    expect(press(',', 'KeyM')).toBe(',');
    expect(press('q', 'KeyA')).toBe('q');
    expect(press('-', 'Digit6')).toBe('-');
  });
  test('is none with Shift on a letter, and none for keys that type nothing', () => {
    expect(press('D', 'KeyD', true)).toBeNull();
    expect(press('Enter', 'Enter')).toBeNull();
    expect(press('@', 'Digit2', true)).toBeNull();
  });
});
