import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLabelledProject } from './labels.fixture.ts';

let core: Awaited<ReturnType<typeof openLabelledProject>>;
beforeEach(async () => {
  core = await openLabelledProject();
});
afterEach(() => core.close());

async function saved(): Promise<string> {
  const place = core.at('set.labels.json');
  await core.ask('labelSet.save', { destination: core.place('set.labels.json') });
  return readFileSync(place, 'utf8');
}
const given = (content: string | object) =>
  core.take(core.write('set.labels.json', typeof content === 'string' ? content : JSON.stringify(content)));

test('what is saved and loaded again changes nothing, and leaves no edit', async () => {
  const text = await saved();
  const token = given(text);
  const { undo } = await core.info();
  expect(await core.ask('labelSet.preview', { token })).toEqual({ added: [], changed: [], removed: [], kept: [] });
  await core.ask('labelSet.load', { token });
  expect((await core.info()).undo).toBe(undo);
  expect(await saved()).toBe(text);
});

test('a set that is loaded changes, adds and removes in one edit; what is in use stays and is named', async () => {
  await core.save('Aside', '8');
  const before = await core.everything();
  const set = JSON.parse(await saved());
  const [speaker, claim, condition, cue] = set.labels;
  const file = {
    ...set,
    labels: [
      { ...claim, colour: '#ff0000' },
      speaker,
      condition,
      cue,
      { ...speaker, id: 'doubt', name: 'Irony', key: '7' },
    ],
    relations: set.relations.filter(({ id }: { id: string }) => id !== 'mocks'),
    attributes: [],
  };
  const token = given(file);
  const preview = await core.ask('labelSet.preview', { token });
  expect(await core.everything()).toEqual(before);
  expect(preview.added).toEqual(['Label “Irony”']);
  expect(preview.changed).toContain('Label “Claim”: colour, place in the order');
  expect(preview.removed).toEqual([
    'Label “Aside”',
    'Attribute “Quote type”',
    'Attribute “Certainty”',
    'Attribute “Polarity”',
    'Attribute “Condition type”',
    'Attribute “Mention”',
  ]);
  expect(preview.kept).toEqual([
    'Relation “mocks”, which is not in the file: used by 1 relation.',
    'Attribute “Tone”, which is not in the file: used by 2 spans.',
    'Label “Irony”, which is not in the file: used by 2 spans.',
    'Label “Irony (before)” loses its key, which something in the file has.',
  ]);

  expect(await core.ask('labelSet.load', { token })).toEqual(preview);
  const after = await core.everything();
  expect(after.labels.map(({ id, name, key }) => [id, name, key])).toEqual([
    ['claim', 'Claim', '2'],
    ['speaker', 'Speaker', '1'],
    ['condition', 'Condition', '3'],
    ['cue', 'Cue', '4'],
    ['doubt', 'Irony', '7'],
    ['irony', 'Irony (before)', ''],
  ]);
  expect(after.attributes.map(({ id }) => id)).toEqual(['tone']);
  expect(after.layers).toEqual(before.layers);
  await core.ask('edit.undo', {});
  expect(await core.everything()).toEqual(before);
});

test('a value that spans have stays beside those of the file, without a key that is taken', async () => {
  const set = JSON.parse(await saved());
  const attributes = set.attributes.map((attribute: { id: string }) =>
    attribute.id === 'tone' ? { ...attribute, values: [{ name: 'soft', key: 'd' }] } : attribute,
  );
  const { kept } = await core.ask('labelSet.load', { token: given({ ...set, attributes }) });
  expect(kept).toContain('Value “mild” of “Tone”: used by 1 span.');
  expect((await core.info()).attributes.find(({ id }) => id === 'tone')?.values).toEqual([
    { name: 'soft', key: 'd' },
    { name: 'mild', key: '' },
    { name: 'sharp', key: 'z' },
  ]);
});

test.each<[string, (set: Record<string, unknown[]>) => unknown, string]>([
  ['no JSON', () => '{"sayso-labels": 1,', 'not JSON'],
  ['another kind of file', () => ({ labels: [] }), 'begins with {"sayso-labels": 1'],
  ['a newer version', (set) => ({ ...set, 'sayso-labels': 2 }), 'version 2'],
  ['something unknown', (set) => ({ ...set, mood: 'blue' }), 'mood'],
  ['no colour', (set) => ({ ...set, labels: [{ ...(set.labels?.[0] as object), colour: 'red' }] }), 'labels.0.colour'],
  ['a label twice', (set) => ({ ...set, labels: [...(set.labels ?? []), set.labels?.[0]] }), 'the label speaker twice'],
  ['an attribute of no label', (set) => ({ ...set, labels: [], relations: [] }), 'names the label claim'],
  [
    'one key for two labels',
    (set) => ({ ...set, labels: (set.labels ?? []).map((label) => ({ ...(label as object), key: '9' })) }),
    '9 is the key of',
  ],
  [
    'another meaning of a built-in relation',
    (set) => ({ ...set, relations: [{ id: 'said-by', name: 'x', sourceLabel: 'claim', targetLabel: 'cue' }] }),
    'built in',
  ],
])('a file with %s is refused, and it is said why', async (_, change, reason) => {
  const content = change(JSON.parse(await saved())) as string | object;
  const { code, message } = await core.refused('labelSet.preview', { token: given(content) });
  expect(code).toBe('bad-input');
  expect(message).toMatch(/^set\.labels\.json cannot be loaded: /);
  expect(message).toContain(reason);
});

test('the file does not replace the open project', async () => {
  const { code } = await core.refused('labelSet.save', { destination: core.place('rivers.sayso') });
  expect(code).toBe('bad-input');
  expect((await core.info()).labels.length).toBe(5);
});
