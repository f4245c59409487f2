import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLabelledProject } from './labels.fixture.ts';

let core: Awaited<ReturnType<typeof openLabelledProject>>;
beforeEach(async () => {
  core = await openLabelledProject();
});
afterEach(() => core.close());

const undoGives = async (before: unknown) => {
  await core.ask('edit.undo', {});
  expect(await core.everything()).toEqual(before);
};

describe('saving a label', () => {
  test('makes its id from its name, and keeps it whatever becomes of the name', async () => {
    const { id, position } = await core.save('Idée fixe');
    expect({ id, position }).toEqual({ id: 'idee-fixe', position: 6 });
    const renamed = await core.save('Obsession', '8', id);
    expect(renamed).toMatchObject({ id: 'idee-fixe', name: 'Obsession', key: '8', position });
    expect((await core.save('Idée fixe')).id).toBe('idee-fixe-2');
    expect((await core.save('引用')).id).toBe('label');
  });

  test.each([
    ['of another label', '2', '“Claim”'],
    ['of a command', 'R', '“Relate to nearest'],
    ['of a value, whatever its label', 'z', '“sharp” (Tone)'],
    ['that is no single sign', 'F5', 'one letter, digit or sign'],
  ])('with the key %s is refused', async (_, key, named) => {
    const error = await core.refused('label.save', {
      id: null,
      name: 'Aside',
      colour: '#117733',
      key,
      description: '',
      active: true,
    });
    expect(error).toMatchObject({ code: 'conflict' });
    expect(error.message).toContain(named);
  });

  test('with a name that is taken is refused', async () => {
    const given = { colour: '#117733', key: '', description: '', active: true };
    const error = await core.refused('label.save', { ...given, id: null, name: ' irony ' });
    expect(error.message).toContain('“Irony”');
    expect((await core.refused('label.save', { ...given, id: 'gone', name: 'Gone' })).code).toBe('not-found');
  });

  test('renames, recolours, rekeys and switches off a built-in one, and undo brings it back', async () => {
    const before = await core.everything();
    await core.ask('label.save', {
      id: 'speaker',
      name: 'Source',
      colour: '#0000ff',
      key: '9',
      description: 'Who',
      active: false,
    });
    expect((await core.info()).labels[0]).toMatchObject({ id: 'speaker', name: 'Source', key: '9', active: false });
    await undoGives(before);
  });

  test('labels are put into an order', async () => {
    await core.ask('label.arrange', { ids: ['claim', core.irony.id] });
    const names = (await core.info()).labels.map(({ name }) => name);
    expect(names).toEqual(['Claim', 'Irony', 'Speaker', 'Condition', 'Cue']);
  });
});

describe('a label in use', () => {
  test('says what it touches', async () => {
    const { usage } = await core.ask('label.usage', { id: core.irony.id });
    expect(usage).toEqual({ spans: 2, relations: 1, articles: 1, annotators: ['Ana', 'Ben'] });
    const { message } = await core.refused('label.remove', { id: core.irony.id });
    expect(message).toContain('2 spans and 1 relation in 1 article by Ana, Ben');
  });

  test('merged into another, gives all its spans, its relations and its attributes to that; undo takes all back', async () => {
    const before = await core.everything();
    const { removal } = await core.ask('label.usage', { id: core.irony.id, mergeInto: 'cue' });
    expect(await core.ask('label.remove', { id: core.irony.id, mergeInto: 'cue' })).toEqual(removal);
    expect(removal).toMatchObject({ spans: 2, relationsDeleted: 1 });
    // A claim has its cue by “cued by”, from the claim.
    expect(removal.consequences.join(' ')).toContain('“mocks” has no place beside “cued by”');
    const { layers, labels, attributes } = await core.everything();
    expect(labels.map(({ id }) => id)).not.toContain(core.irony.id);
    expect(layers.flatMap(({ spans }) => spans.map(({ id, label }) => [id, label]))).toEqual([
      ['c1', 'claim'],
      ['i1', 'cue'],
      ['s1', 'speaker'],
      ['i2', 'cue'],
    ]);
    expect(layers[0]?.relations.map(({ id }) => id)).toEqual(['r2']);
    expect(attributes.find(({ id }) => id === 'tone')).toMatchObject({ label: 'cue' });
    await undoGives(before);
  });

  test('merged where nothing joins the labels, keeps its relation type', async () => {
    const before = await core.everything();
    const outcome = await core.ask('label.remove', { id: core.irony.id, mergeInto: 'claim' });
    expect(outcome).toMatchObject({ spans: 2, relationsChanged: 0, relationsDeleted: 0 });
    const { layers, relationTypes, attributes } = await core.everything();
    expect(relationTypes.find(({ name }) => name === 'mocks')).toMatchObject({
      sourceLabel: 'claim',
      targetLabel: 'claim',
    });
    expect(layers[0]?.relations.map(({ id, type }) => [id, type])).toEqual([
      ['r1', 'mocks'],
      ['r2', 'said-by'],
    ]);
    // D sets “direct” on a claim, so “mild” has no key there.
    expect(attributes.find(({ id }) => id === 'tone')?.values).toEqual([
      { name: 'mild', key: '' },
      { name: 'sharp', key: 'z' },
    ]);
    expect(outcome.consequences.join(' ')).toContain('The key of “mild” is taken');
    await undoGives(before);
  });

  test('merged where the other has the like, takes over its relation type and its attribute', async () => {
    const sarcasm = await core.save('Sarcasm', '8');
    await core.ask('relationType.save', { id: null, name: 'derides', sourceLabel: sarcasm.id, targetLabel: 'claim' });
    const values = [{ name: 'mild', key: 'd', was: null }];
    await core.ask('attribute.save', { id: null, label: sarcasm.id, name: 'tone', values });
    const before = await core.everything();
    const outcome = await core.ask('label.remove', { id: core.irony.id, mergeInto: sarcasm.id });
    expect(outcome).toMatchObject({ spans: 2, relationsChanged: 1, relationsDeleted: 0 });
    const { layers, attributes, relationTypes } = await core.everything();
    expect(layers[0]?.relations.find(({ id }) => id === 'r1')?.type).toBe('derides');
    expect(relationTypes.map(({ name }) => name)).not.toContain('mocks');
    expect(attributes.filter(({ label }) => label === sarcasm.id)).toMatchObject([
      { id: 'tone-2', values: [{ name: 'mild' }, { name: 'sharp', key: '' }] },
    ]);
    expect(layers.flatMap(({ spans }) => spans.map((s) => s.attributes)).filter((a) => a['tone-2'])).toEqual([
      { 'tone-2': 'mild' },
      { 'tone-2': 'sharp' },
    ]);
    await undoGives(before);
  });

  test('removed with its spans, takes along their relations and nothing else; undo brings all back', async () => {
    const before = await core.everything();
    const outcome = await core.ask('label.remove', { id: core.irony.id, deleteSpans: true });
    expect(outcome).toMatchObject({ spans: 2, relationsDeleted: 1 });
    const { layers, attributes, relationTypes } = await core.everything();
    expect(layers.flatMap(({ spans, relations }) => [...spans, ...relations].map(({ id }) => id))).toEqual([
      'c1',
      's1',
      'r2',
    ]);
    expect([...attributes, ...relationTypes].map(({ name }) => name)).not.toContain('Tone');
    await undoGives(before);
  });

  test('says what it makes that the project settings do not allow', async () => {
    await core.add('c2', 'claim', 'the ferry will sail');
    await core.add('i3', core.irony.id, 'the ferry will sail if the wind drops');
    const settings = { nesting: 'outermost', splitQuotes: 'several-claims', snapping: 'words' } as const;
    await core.ask('project.update', { settings });
    const { removal } = await core.ask('label.usage', { id: core.irony.id, mergeInto: 'claim' });
    expect(removal.consequences).toContain(
      '1 span will lie inside another “Claim”, though the project setting “Nesting” marks only the outermost.',
    );
    await core.ask('span.update', {
      id: 'i3',
      fragments: [
        { start: 0, end: 2 },
        { start: 5, end: 9 },
      ],
    });
    const after = await core.ask('label.usage', { id: core.irony.id, mergeInto: 'claim' });
    expect(after.removal.consequences.join()).not.toContain('lie inside');
    expect(after.removal.consequences.join()).toContain('1 span in several pieces will be “Claim”');
    await core.ask('label.remove', { id: core.irony.id, mergeInto: 'claim' });
  });

  test('both ways at once, into itself or into one that is not there is refused', async () => {
    const { id } = core.irony;
    expect((await core.refused('label.remove', { id, mergeInto: 'claim', deleteSpans: true })).code).toBe('bad-input');
    expect((await core.refused('label.remove', { id, mergeInto: id })).code).toBe('bad-input');
    expect((await core.refused('label.remove', { id, mergeInto: 'gone' })).code).toBe('not-found');
  });
});

test.each(['speaker', 'claim', 'condition', 'cue'])(
  'the built-in %s cannot be removed, and it is said why',
  async (id) => {
    const { code, message } = await core.refused('label.remove', { id, deleteSpans: true });
    expect(code).toBe('conflict');
    expect(message).toContain('built in');
  },
);

test('an edit that is sent again after a failure is made once', async () => {
  const again = async (): Promise<unknown[]> => [
    await core.save('Doubt', '8'),
    await core.ask('relationType.save', { id: null, name: 'doubts', sourceLabel: 'cue', targetLabel: 'speaker' }),
    await core.ask('attribute.save', {
      id: 'tone',
      label: core.irony.id,
      name: 'Tone',
      values: [
        { name: 'sharp', key: 'd', was: 'mild' },
        { name: 'mild', key: 'z', was: 'sharp' },
      ],
    }),
  ];
  const first = await again();
  const state = await core.everything();
  expect(await again()).toEqual(first);
  expect(await core.everything()).toEqual(state);
});

test('a label that is not in use goes without more ado', async () => {
  const { id } = await core.save('Aside');
  const edits = core.heard.length;
  await core.ask('label.remove', { id });
  const payload = core.heard.slice(edits).find(({ name }) => name === 'project.changed')?.payload;
  expect(payload).toMatchObject({ changes: [{ table: 'label', id, after: null }] });
});

describe('an attribute', () => {
  const save = (values: { name: string; key: string; was: string | null }[], more = {}) =>
    ({ id: 'tone', label: core.irony.id, name: 'Tone', values, ...more }) as const;

  test('renamed values are renamed on the spans of all annotators, also where two change names', async () => {
    const before = await core.everything();
    await core.ask(
      'attribute.save',
      save([
        { name: 'sharp', key: 'd', was: 'mild' },
        { name: 'mild', key: 'z', was: 'sharp' },
      ]),
    );
    const { layers } = await core.everything();
    expect(layers.map(({ spans }) => spans.find(({ label }) => label === core.irony.id)?.attributes)).toEqual([
      { tone: 'sharp' },
      { tone: 'mild' },
    ]);
    await undoGives(before);
  });

  test('a value that is in use is left out only in so many words', async () => {
    const before = await core.everything();
    const without = [{ name: 'sharp', key: 'z', was: 'sharp' }];
    expect((await core.refused('attribute.save', save(without))).message).toContain('“mild” is on 1 span');
    await core.ask('attribute.save', save(without, { takeOff: true }));
    expect((await core.everything()).layers[0]?.spans.find(({ id }) => id === 'i1')?.attributes).toEqual({});
    await undoGives(before);
  });

  test('says how many spans have each value, and goes only in so many words', async () => {
    const usage = await core.ask('attribute.usage', { id: 'tone' });
    expect(usage).toEqual({
      usage: { spans: 2, relations: 0, articles: 1, annotators: ['Ana', 'Ben'] },
      values: { mild: 1, sharp: 1 },
    });
    expect((await core.refused('attribute.remove', { id: 'tone' })).message).toContain('2 spans');
    const before = await core.everything();
    await core.ask('attribute.remove', { id: 'tone', takeOff: true });
    const { attributes, layers } = await core.everything();
    expect(attributes.some(({ id }) => id === 'tone')).toBe(false);
    expect(layers.flatMap(({ spans }) => spans.map((s) => s.attributes)).every((a) => !('tone' in a))).toBe(true);
    await undoGives(before);
  });

  test.each([
    ['of a command', 'n', 'Note on active span'],
    ['of a label', '2', '“Claim”'],
    ['of another value', 'z', '“sharp”'],
  ])('a key %s is refused', async (_, key, named) => {
    const values = [
      { name: 'mild', key, was: 'mild' },
      { name: 'sharp', key: 'z', was: 'sharp' },
    ];
    expect((await core.refused('attribute.save', save(values))).message).toContain(named);
  });

  test('a name or a value twice is refused; the same name on another label is not', async () => {
    const values = [{ name: 'yes', key: '', was: null }];
    const other = { id: null, label: core.irony.id, name: 'TONE', values };
    expect((await core.refused('attribute.save', other)).code).toBe('conflict');
    expect(await core.ask('attribute.save', { ...other, label: 'cue' })).toMatchObject({ id: 'tone-2', label: 'cue' });
    const twice = [...values, { name: 'Yes', key: '', was: null }];
    expect((await core.refused('attribute.save', { ...other, name: 'Twice', values: twice })).code).toBe('conflict');
  });
});

describe('a relation type', () => {
  test('in use, keeps what it joins and goes only with its relations', async () => {
    const type = { id: 'mocks', name: 'mocks', sourceLabel: core.irony.id, targetLabel: 'speaker' };
    expect((await core.refused('relationType.save', type)).message).toContain('1 relation in 1 article');
    expect((await core.refused('relationType.remove', { id: 'mocks' })).message).toContain('1 relation in 1 article');
    expect(await core.ask('relationType.usage', { id: 'mocks' })).toMatchObject({ relations: 1, annotators: ['Ana'] });
    const before = await core.everything();
    await core.ask('relationType.remove', { id: 'mocks', deleteRelations: true });
    expect((await core.everything()).layers[0]?.relations.map(({ id }) => id)).toEqual(['r2']);
    await undoGives(before);
  });

  test('is the only one between two labels', async () => {
    const second = { id: null, name: 'doubts', sourceLabel: 'claim', targetLabel: core.irony.id };
    expect((await core.refused('relationType.save', second)).message).toContain('“mocks” joins these two labels');
  });

  test('that is built in can be renamed, and nothing else', async () => {
    const type = { id: 'said-by', name: 'from', sourceLabel: 'claim', targetLabel: 'speaker' };
    expect(await core.ask('relationType.save', type)).toMatchObject({ name: 'from' });
    expect((await core.refused('relationType.save', { ...type, targetLabel: 'cue' })).code).toBe('conflict');
    expect((await core.refused('relationType.save', { ...type, targetLabel: core.irony.id })).code).toBe('conflict');
    expect((await core.refused('relationType.remove', { id: 'said-by', deleteRelations: true })).code).toBe('conflict');
  });
});
