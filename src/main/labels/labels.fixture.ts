/** For tests: a project with two annotators, who both use a label of their own beside the built-in ones. */
import { openTestCore } from '../core.fixture.ts';

const TEXT = 'Of course, said Marrow, the ferry will sail if the wind drops. Hale laughed.';

const at = (quote: string) => ({ start: TEXT.indexOf(quote), end: TEXT.indexOf(quote) + quote.length });

export async function openLabelledProject() {
  const core = openTestCore();
  await core.begin();
  const articleId = await core.article(TEXT);
  const save = (name: string, key = '', id: string | null = null) =>
    core.ask('label.save', { id, name, colour: '#117733', key, description: '', active: true });
  const add = (id: string, label: string, quote: string) =>
    core.ask('span.add', { id, articleId, label, fragments: [at(quote)] });
  const relate = (id: string, source: string, target: string) => core.ask('relation.add', { id, source, target });
  const info = async () => {
    const { project } = await core.ask('app.state', {});
    if (!project) throw new Error('no project is open');
    return project;
  };
  /** Everything in the project that labels may touch, of all annotators. */
  const everything = async () => {
    const { labels, relationTypes, attributes, annotators } = await info();
    const layers = [];
    for (const { id } of annotators) layers.push(await core.ask('article.open', { id: articleId, annotatorId: id }));
    return { labels, relationTypes, attributes, layers: layers.map(({ spans, relations }) => ({ spans, relations })) };
  };

  const irony = await save('Irony', '7');
  await core.ask('relationType.save', { id: null, name: 'mocks', sourceLabel: irony.id, targetLabel: 'claim' });
  await core.ask('attribute.save', {
    id: null,
    label: irony.id,
    name: 'Tone',
    values: [
      { name: 'mild', key: 'd', was: null },
      { name: 'sharp', key: 'z', was: null },
    ],
  });
  await add('i1', irony.id, 'Of course');
  await core.ask('span.update', { id: 'i1', attributes: { tone: 'mild' } });
  await add('c1', 'claim', 'the ferry will sail');
  await add('s1', 'speaker', 'Marrow');
  await relate('r1', 'i1', 'c1');
  await relate('r2', 'c1', 's1');
  await core.actAs('Ben');
  await add('i2', irony.id, 'laughed');
  await core.ask('span.update', { id: 'i2', attributes: { tone: 'sharp' } });
  return { ...core, save, add, relate, info, everything, irony, articleId };
}
