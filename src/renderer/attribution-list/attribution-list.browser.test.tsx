import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { byId, markedText, RELATION_TYPES, relationsOf } from '../../shared/marked-text.fixture.ts';
import type { Relation, Span } from '../../shared/model.ts';
import { LABELS } from '../label-palette/labels.fixture.ts';
import { mount } from '../ui/mount.fixture.tsx';
import { AttributionList } from './attribution-list.tsx';
import { NoteEditor } from './note-editor.tsx';

type Article = { text: string; spans: readonly Span[] };

const pact = markedText(
  `[s1|Water commissioner Ines Marrow] said [c1|that the towns would release water] [d1|if limits hold].
[c2|“Nobody opens a gate on trust,”] [s2|she] said.
According to an auditor, [c3|reserves will fall] [d2|unless rain returns].`,
);
const ENTITIES = [{ id: 'e1', name: 'Ines Marrow', note: '' }];
const bound = relationsOf('c1 s1', 'c1 d1', 'c2 s2', 'c2 s1');

const spies = () => ({
  onPick: vi.fn(() => false),
  onActivate: vi.fn(),
  onRemoveRelation: vi.fn(),
  onNote: vi.fn(),
  onNextIncomplete: vi.fn(),
});

type PaneProps = ReturnType<typeof spies> & {
  article: Article;
  given: readonly Relation[];
  readOnly: boolean;
  /** What is made active from outside. */
  outside: string | null;
};

function Pane({ article, given, readOnly, outside, ...seen }: PaneProps) {
  const [relations, setRelations] = useState(given);
  const [own, setOwn] = useState<{ outside: string | null; active: string | null }>({ outside, active: outside });
  return (
    <AttributionList
      {...seen}
      text={article.text}
      spans={byId(article.spans)}
      relations={byId(relations)}
      entities={ENTITIES}
      labels={LABELS}
      relationTypes={[
        ...RELATION_TYPES,
        { id: 'other', name: 'doubts', sourceLabel: 'claim', targetLabel: 'claim', position: 3 },
      ]}
      attributes={[]}
      activeId={own.outside === outside ? own.active : outside}
      readOnly={readOnly}
      onActivate={(active) => {
        seen.onActivate(active);
        setOwn({ outside, active });
      }}
      onRemoveRelation={(id) => {
        seen.onRemoveRelation(id);
        setRelations(relations.filter((relation) => relation.id !== id));
      }}
    />
  );
}

function show(article: Article, given: readonly Relation[], readOnly = false) {
  const seen = spies();
  const pane = (outside: string | null) => (
    <Pane {...seen} article={article} given={given} readOnly={readOnly} outside={outside} />
  );
  const { update } = mount(pane(null));
  return { ...seen, activate: (id: string) => update(pane(id)) };
}

const stop = (at: string) => document.querySelector<HTMLElement>(`[data-stop="${at}"]`);
const focused = () => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset.stop : undefined);

test('a relation of one’s own is on the card, and is taken away there', async () => {
  const { onRemoveRelation } = show(pact, [...bound, ...relationsOf('c2 c1')]);
  await expect.element(page.getByText('doubts')).toBeVisible();
  expect(document.querySelectorAll('[role=row]')[1]?.textContent).toContain('doubts Claim: that the towns');
  await userEvent.click(page.getByRole('button', { name: 'Remove doubts that the towns would release water' }));
  expect(onRemoveRelation).toHaveBeenCalledWith('c2-c1');
});

test('while a span is picked, the part of a card that is pressed is the one', async () => {
  const { onPick, onActivate } = show(pact, bound);
  onPick.mockReturnValueOnce(true);
  await userEvent.click(page.getByRole('button', { name: 'Claim: reserves will fall' }));
  expect(onPick).toHaveBeenCalledWith('c3');
  expect(onActivate).not.toHaveBeenCalled();
});

test('a card reads as one attribution; what is incomplete says so and what to press', async () => {
  const spans = pact.spans.map((span) => (span.id === 's1' ? { ...span, entityId: 'e1' } : span));
  show({ text: pact.text, spans }, bound);
  await expect.element(page.getByText('3 claims · 2 incomplete')).toBeVisible();
  const cards = [...document.querySelectorAll('[role=row]')].map((row) => row.textContent);
  expect(cards[0]).toMatch(
    /Speaker: Ines Marrow “Water commissioner Ines Marrow”.*Claim: that the towns.*Condition: if limits hold/,
  );
  expect(cards[0]).toContain('indirect');
  expect(cards[0]).toContain('¶1');
  expect(cards[1]).toContain('direct');
  expect(cards[2]).toContain('No speaker');
  expect(cards[3]).toContain('In no claim');
});

test('a part activates its span, and the active span marks its cards', async () => {
  const { onActivate, activate } = show(pact, bound);
  await userEvent.click(page.getByRole('button', { name: 'Condition: if limits hold' }));
  expect(onActivate.mock.calls).toEqual([['d1']]);
  expect(stop('c1/d1')?.getAttribute('aria-current')).toBe('true');
  activate('s1');
  await expect.poll(() => stop('c1/s1')?.getAttribute('aria-current')).toBe('true');
  expect(stop('c2/s1')?.getAttribute('aria-current')).toBe('true');
  expect(document.querySelectorAll('[data-active]')).toHaveLength(2);
});

test('one Tab comes to the cards; arrows go from card to card and through the parts, activating as they go', async () => {
  const { onActivate } = show(pact, bound);
  await userEvent.click(page.getByRole('button', { name: 'Claim: that the towns would release water' }));
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(focused).toBe('c1/d1');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('c2/c2');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await expect.poll(focused).toBe('c2/s1');
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('d2/d2');
  expect(onActivate.mock.calls.flat()).toEqual(['c1', 'd1', 'c2', 's2', 's1', 'd2']);
  expect(document.querySelectorAll('[data-stop][tabindex="0"]')).toHaveLength(1);
});

test('Delete on a part takes it out of its claim, and does not reach the command that deletes spans', async () => {
  const { onRemoveRelation } = show(pact, bound);
  const onWindow = vi.fn();
  await userEvent.click(page.getByRole('button', { name: 'Condition: if limits hold' }));
  window.addEventListener('keydown', onWindow);
  await userEvent.keyboard('{Delete}');
  window.removeEventListener('keydown', onWindow);
  expect(onRemoveRelation.mock.calls).toEqual([['c1-d1']]);
  expect(onWindow).not.toHaveBeenCalled();
  await expect.poll(focused).toBe('c1/c1');
  await expect.poll(() => document.querySelectorAll('[role=row]').length).toBe(5);
});

test('the button beside a part does the same', async () => {
  const { onRemoveRelation } = show(pact, bound);
  await userEvent.click(page.getByRole('button', { name: 'Take if limits hold out of this claim' }));
  expect(onRemoveRelation.mock.calls).toEqual([['c1-d1']]);
});

test('read-only, nothing can be removed', async () => {
  const { onRemoveRelation } = show(pact, bound, true);
  await userEvent.click(page.getByRole('button', { name: 'Condition: if limits hold' }));
  await userEvent.keyboard('{Delete}');
  expect(document.querySelector('.attribution-remove')).toBeNull();
  expect(onRemoveRelation).not.toHaveBeenCalled();
});

test('what is incomplete is counted and can be gone to', async () => {
  const { onNextIncomplete } = show(pact, bound);
  await userEvent.click(page.getByRole('button', { name: '2 incomplete' }));
  expect(onNextIncomplete).toHaveBeenCalledOnce();
});

test('of 3,000 claims only those near the view are drawn, and the active one comes into view', async () => {
  const claims = Array.from(
    { length: 3000 },
    (_, i) => `[s${i}|Hale] said [c${i}|that point ${i} ${'stands '.repeat(i % 40)}].`,
  );
  const article = markedText(claims.join('\n'));
  const { activate } = show(article, relationsOf(...claims.map((_, i) => `c${i} s${i}`)));
  await expect.element(page.getByText('3,000 claims')).toBeVisible();
  expect(document.querySelectorAll('[role=row]').length).toBeLessThan(30);
  for (const id of ['c2345', 'c17', 'c2999']) {
    activate(id);
    await expect
      .poll(() => {
        const card = stop(`${id}/${id}`)?.closest('[role=row]')?.getBoundingClientRect();
        const list = document.querySelector('[role=grid]')?.getBoundingClientRect();
        return card && list && card.top >= list.top && card.bottom <= list.bottom + 1;
      })
      .toBe(true);
  }
  expect(document.querySelectorAll('[role=row]').length).toBeLessThan(30);
});

test('spans in no attribution are listed below them, and are gone to by the same keys', async () => {
  const marked = markedText('[c1|It may open], [s1|she] said of [o1|the mill]. According to [s2|him], no.');
  const { onActivate } = show(marked, relationsOf('c1 s1'));
  await expect.element(page.getByText('Other spans')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Claim: It may open' }));
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('o1/o1');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('s2/s2');
  expect(onActivate.mock.calls.flat()).toEqual(['c1', 'o1', 's2']);
  expect(document.querySelectorAll('.attribution-group')).toHaveLength(1);
});

test('without annotations, it teaches how the first is made', async () => {
  show({ text: 'Text', spans: [] }, []);
  await expect.element(page.getByText('Select what is claimed and press 2')).toBeVisible();
});

test('a note is trimmed and saved with Ctrl+Enter', async () => {
  const onSave = vi.fn();
  const onClose = vi.fn();
  mount(<NoteEditor span={pact.span('c1')} readOnly={false} onSave={onSave} onClose={onClose} />);
  await userEvent.fill(page.getByRole('textbox', { name: 'Note' }), '  Where does it end? ');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(onSave.mock.calls).toEqual([['Where does it end?']]);
  expect(onClose).toHaveBeenCalledOnce();
});
