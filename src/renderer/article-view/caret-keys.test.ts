import { expect, test } from 'vitest';
import { caretKeys, motionOf } from './caret-keys.ts';

const press = (chord: string) => {
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  return { key, ctrlKey: parts.includes('Control'), altKey: parts.includes('Alt'), metaKey: parts.includes('Meta') };
};

test('every key that help shows moves, back first', () => {
  for (const mac of [false, true]) {
    for (const { keys } of caretKeys(mac).filter((entry) => entry.keys.length === 2)) {
      expect(keys.map((key) => motionOf(press(key), mac)?.forward)).toEqual([false, true]);
    }
  }
});

test('keys of commands are left alone', () => {
  for (const key of ['Control+ArrowDown', 'Control+ArrowUp', 'e', '1', 'Delete', 'Escape', 'Tab', 'Control+k']) {
    expect(motionOf(press(key), false)).toBeNull();
  }
});

test('platforms have their own keys for words', () => {
  expect(motionOf(press('Control+ArrowRight'), false)).toEqual({ unit: 'word', forward: true });
  expect(motionOf(press('Alt+ArrowRight'), false)).toEqual({ unit: 'sentence', forward: true });
  expect(motionOf(press('Alt+ArrowRight'), true)).toEqual({ unit: 'word', forward: true });
});
