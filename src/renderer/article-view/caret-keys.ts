/** The keys that move the caret of the text, and what each does: the one table for handling and for help. */

type Unit = 'character' | 'word' | 'sentence' | 'paragraph' | 'line' | 'line-edge' | 'page' | 'article';

export type Motion = { unit: Unit; forward: boolean };

type Binding = { unit: Unit; title: string; back: string; forward: string };

const SHARED: readonly Binding[] = [
  { unit: 'character', title: 'Move by character', back: 'ArrowLeft', forward: 'ArrowRight' },
  { unit: 'line', title: 'Move by line', back: 'ArrowUp', forward: 'ArrowDown' },
  { unit: 'paragraph', title: 'Move by paragraph', back: 'Alt+ArrowUp', forward: 'Alt+ArrowDown' },
  { unit: 'line-edge', title: 'Move to the start or end of the line', back: 'Home', forward: 'End' },
  { unit: 'page', title: 'Move by page', back: 'PageUp', forward: 'PageDown' },
];
const ELSEWHERE: readonly Binding[] = [
  { unit: 'word', title: 'Move by word', back: 'Control+ArrowLeft', forward: 'Control+ArrowRight' },
  { unit: 'sentence', title: 'Move by sentence', back: 'Alt+ArrowLeft', forward: 'Alt+ArrowRight' },
  { unit: 'article', title: 'Move to the start or end of the article', back: 'Control+Home', forward: 'Control+End' },
];
const ON_MAC: readonly Binding[] = [
  { unit: 'word', title: 'Move by word', back: 'Alt+ArrowLeft', forward: 'Alt+ArrowRight' },
  { unit: 'sentence', title: 'Move by sentence', back: 'Control+Alt+ArrowLeft', forward: 'Control+Alt+ArrowRight' },
  {
    unit: 'line-edge',
    title: 'Move to the start or end of the line',
    back: 'Meta+ArrowLeft',
    forward: 'Meta+ArrowRight',
  },
  { unit: 'article', title: 'Move to the start or end of the article', back: 'Meta+Home', forward: 'Meta+End' },
];

const bindings = (mac: boolean): readonly Binding[] => [...SHARED, ...(mac ? ON_MAC : ELSEWHERE)];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What the pressed key moves by, or null. Shift is left out: it extends. */
export function motionOf(event: Pressed, mac: boolean): Motion | null {
  const modifiers = [event.ctrlKey && 'Control', event.altKey && 'Alt', event.metaKey && 'Meta'];
  const chord = [...modifiers.filter(Boolean), event.key].join('+');
  for (const { unit, back, forward } of bindings(mac)) {
    if (chord === back) return { unit, forward: false };
    if (chord === forward) return { unit, forward: true };
  }
  return null;
}

/** The keys as help shows them, written as tinykeys reads them. */
export function caretKeys(mac: boolean): { title: string; keys: string[] }[] {
  return [
    ...bindings(mac).map(({ title, back, forward }) => ({ title, keys: [back, forward] })),
    { title: 'Extend the selection by any of these', keys: ['Shift'] },
    { title: 'Select the whole article', keys: ['$mod+A'] },
  ];
}
