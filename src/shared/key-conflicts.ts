/**
 * The keys of labels and attribute values, and what they clash with. A label's key must differ from those of commands,
 * labels and all values; a value's key need not differ from those of values of other labels, since only the values of
 * the active span's label are listened to.
 */
import { COMMANDS, type Command } from './commands.ts';
import type { Attribute, Id, Label } from './model.ts';

export type KeyScheme = {
  labels: readonly Pick<Label, 'id' | 'name' | 'key'>[];
  attributes: readonly Pick<Attribute, 'id' | 'label' | 'name' | 'values'>[];
};

/** What has a key: a command, a label, or the n-th value of an attribute. */
type KeyUse = {
  id: string;
  key: string;
  /** The label whose spans the key acts on; null where it always acts. */
  label: Id | null;
  isCommand: boolean;
  words: string;
};

/** Keys as they are compared: a letter is the same key whatever its case. */
export const plainKey = (key: string): string => key.toLowerCase();

export const labelUse = (id: Id): string => `label ${id}`;
export const valueUse = (attribute: Id, index: number): string => `value ${attribute} ${index}`;

const KEY = /^[^\s\p{C}\p{M}]$/u;

/** The keys that run a command without any other key. */
export const COMMAND_KEYS: ReadonlyMap<string, Command> = new Map(
  COMMANDS.flatMap((command: Command) =>
    command.keys.filter((key) => KEY.test(key)).map((key) => [plainKey(key), command] as const),
  ),
);

/** Why each key that cannot stay cannot, in words, by `labelUse` or `valueUse`. */
export function keyProblems({ labels, attributes }: KeyScheme): Map<string, string> {
  const uses = [...commandUses(), ...labels.map(labelKeyUse), ...attributes.flatMap(valueKeyUses)];
  const byKey = Map.groupBy(uses, ({ key }) => key);
  const problems = new Map<string, string>();
  for (const use of uses) {
    if (use.isCommand || use.key === '') continue;
    if (!KEY.test(use.key)) problems.set(use.id, 'A key is one letter, digit or sign.');
    const other = byKey.get(use.key)?.find((candidate) => candidate.id !== use.id && actTogether(use, candidate));
    if (other) problems.set(use.id, `${use.key.toUpperCase()} is the key of ${other.words}.`);
  }
  return problems;
}

const actTogether = (a: KeyUse, b: KeyUse): boolean => a.label === null || b.label === null || a.label === b.label;

const commandUses = (): KeyUse[] =>
  [...COMMAND_KEYS].map(([key, { id, title }]) => ({
    id: `command ${id} ${key}`,
    key,
    label: null,
    isCommand: true,
    words: `the command “${title}”`,
  }));

const labelKeyUse = ({ id, name, key }: KeyScheme['labels'][number]): KeyUse => ({
  id: labelUse(id),
  key: plainKey(key),
  label: null,
  isCommand: false,
  words: `the label “${name}”`,
});

const valueKeyUses = ({ id, label, name: attribute, values }: KeyScheme['attributes'][number]): KeyUse[] =>
  values.map(({ name, key }, index) => ({
    id: valueUse(id, index),
    key: plainKey(key),
    label,
    isCommand: false,
    words: `“${name}” (${attribute})`,
  }));

/** What a KeyboardEvent says of the key. */
type Press = { key: string; code: string; shiftKey: boolean };

/**
 * The key that was meant by a press: what it types, if anything has that key; else the letter or digit that is at its
 * place on the keyboard. Some keyboards have digits on Shift or other letters altogether, and Alt changes what is typed.
 * A letter with Shift is another key than the letter.
 */
export function pressedKey({ key, code, shiftKey }: Press, isKnown: (key: string) => boolean): string | null {
  const typed = plainKey(key);
  const isLetter = typed !== typed.toUpperCase();
  if (KEY.test(typed) && isKnown(typed)) return isLetter && shiftKey ? null : typed;
  const atPlace = /^(?:Digit|Key)([0-9A-Z])$/.exec(code)?.[1];
  return atPlace === undefined || shiftKey ? null : plainKey(atPlace);
}
