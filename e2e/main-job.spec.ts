/** The main job, end to end: open an article, annotate it, see it saved, come back to it, export it, read it back. */
import { expect, test } from './fixtures.ts';
import type { LabelId, Workbench } from './workbench.ts';

const TITLE = 'Quarry reopens';
const TEXT = `The quarry above Hest will reopen in May if the road is widened, mayor Lene Holm said.

“Not before,” she told residents, “and not at night.”

According to a county report, dust levels stay below the limit unless it blows from the east. Residents denied that they had been consulted.
`;

/** Each attribution: words of its claim (in pieces), its speaker and its condition. */
const ATTRIBUTIONS = [
  {
    claim: ['The quarry above Hest will reopen in May'],
    speaker: 'mayor Lene Holm',
    condition: 'if the road is widened',
  },
  { claim: ['“Not before,”', '“and not at night.”'], speaker: 'she' },
  {
    claim: ['dust levels stay below the limit'],
    speaker: 'a county report',
    condition: 'unless it blows from the east',
  },
  { claim: ['that they had been consulted'], speaker: 'Residents' },
];

type Select = (words: string) => Promise<void>;

/** Marks every attribution: speaker and condition first, then the claim, which R relates to them. */
async function annotate(bench: Workbench, select: Select): Promise<void> {
  const { keyboard } = bench.page;
  const mark = async (words: string, label: LabelId) => {
    await select(words);
    await bench.label(label);
  };
  for (const { claim, speaker, condition } of ATTRIBUTIONS) {
    await mark(speaker, 'speaker');
    if (condition) await mark(condition, 'condition');
    const [first = '', ...more] = claim;
    await mark(first, 'claim');
    for (const words of more) {
      await select(words);
      await keyboard.press('a');
    }
    await keyboard.press('r');
    if (condition) await relateCondition(bench);
  }
}

/** A second relation of the active claim: Enter keeps the speaker, R then offers the condition. */
async function relateCondition(bench: Workbench): Promise<void> {
  await bench.page.keyboard.press('Enter');
  await bench.page.keyboard.press('r');
}

type JsonSpan = { id: string; label: string; quotes: string[]; fragments: { start: number; end: number }[] };
type JsonArticle = { text: string; spans: JsonSpan[]; relations: { type: string; source: string; target: string }[] };

/** Reads an export as any program would, and gives each claim with what it is related to. */
function attributionsIn(jsonl: string) {
  const [header, ...articles] = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(header.offsets).toBe('codepoint');
  return (articles as JsonArticle[]).flatMap(({ text, spans, relations }) => {
    const points = [...text];
    for (const span of spans)
      expect(span.fragments.map((f) => points.slice(f.start, f.end).join(''))).toEqual(span.quotes);
    const quoted = (claim: JsonSpan, type: string) =>
      relations
        .filter((r) => r.source === claim.id && r.type === type)
        .map((r) => spans.find((s) => s.id === r.target)?.quotes.join(' '));
    return spans
      .filter((s) => s.label === 'claim')
      .sort((a, b) => (a.fragments[0]?.start ?? 0) - (b.fragments[0]?.start ?? 0))
      .map((c) => ({ claim: c.quotes, speaker: quoted(c, 'said-by'), condition: quoted(c, 'holds-if') }));
  });
}

const WANTED = ATTRIBUTIONS.map(({ claim, speaker, condition }) => ({
  claim,
  speaker: [speaker],
  condition: condition ? [condition] : [],
}));

test('a whole article by mouse: annotated, saved, there after a power cut, undone, exported', async ({ sayso }) => {
  const article = sayso.write(`${TITLE}.txt`, TEXT);
  let bench = await sayso.open();
  await bench.sayWho('Ana');
  await bench.newProject('quarries');
  await bench.addFiles(article);
  await expect(bench.text).toContainText('The quarry above Hest');

  await annotate(bench, (words) => bench.selectByMouse(words));
  await bench.saved();
  await expect(bench.cards.getByText('mayor Lene Holm').first()).toBeVisible();
  expect(attributionsIn(await bench.export('JSON Lines'))).toEqual(WANTED);

  await sayso.stop('SIGKILL');
  bench = await sayso.open();
  await bench.page.getByRole('button', { name: /^quarries\.sayso/ }).click();
  await expect(bench.text).toContainText('The quarry above Hest');
  expect(attributionsIn(await bench.export('JSON Lines'))).toEqual(WANTED);

  await bench.run('Go to the text');
  await bench.page.keyboard.press('Control+z');
  await bench.saved();
  const undone = attributionsIn(await bench.export('JSON Lines'));
  expect(undone).toEqual(WANTED.with(3, { ...WANTED[3], speaker: [] } as (typeof WANTED)[number]));
});

test('a whole article by keyboard alone', async ({ sayso }) => {
  const article = sayso.write(`${TITLE}.txt`, TEXT);
  const bench = await sayso.open(article);
  const { keyboard } = bench.page;
  await expect(bench.page.getByLabel('Your name')).toBeFocused();
  await keyboard.type('Ana');
  await keyboard.press('Enter');
  await expect(bench.page.getByRole('button', { name: 'New project…' })).toBeVisible();
  await bench.run('New project');
  await keyboard.type('quarries');
  await keyboard.press('Enter');
  await expect(bench.text).toContainText('The quarry above Hest');

  await keyboard.press('t');
  await expect(bench.text).toBeFocused();
  let from = 0;
  await annotate(bench, async (words) => {
    const start = TEXT.indexOf(words);
    await bench.selectByKeys(TEXT, start, start + words.length);
    from = start;
  });
  expect(from).toBeGreaterThan(0);
  await bench.saved();
  expect(attributionsIn(await bench.export('JSON Lines'))).toEqual(WANTED);
});
