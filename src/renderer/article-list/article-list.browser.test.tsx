import { useMemo, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import { LABELS } from '../label-palette/labels.fixture.ts';
import { mount } from '../ui/mount.fixture.tsx';
import { articlesInOrder, NO_FILTER } from './article-filter.ts';
import { ArticleList } from './article-list.tsx';
import { summaryOf } from './summaries.fixture.ts';

const idOf = (index: number) => `a${String(index).padStart(5, '0')}`;
const many = Array.from({ length: 10_000 }, (_, i) =>
  summaryOf(idOf(i), {
    title: i === 7000 ? 'Zebra crossing' : `Report ${i}`,
    outlet: i % 100 === 0 ? 'Delta Post' : '',
  }),
);

const spies = () => ({
  onOpen: vi.fn(),
  onStatus: vi.fn(),
  onArchive: vi.fn(),
  onDetails: vi.fn(),
  onTags: vi.fn(),
  onAdd: vi.fn(),
});

type PaneProps = ReturnType<typeof spies> & { summaries: readonly ArticleSummary[]; openId: string | null };

function Pane({ summaries, openId, ...seen }: PaneProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const order = useMemo(() => articlesInOrder(summaries, filter), [summaries, filter]);
  return (
    <ArticleList
      {...seen}
      summaries={summaries}
      order={order}
      filter={filter}
      onFilter={setFilter}
      openId={openId}
      chosen={chosen}
      onChosen={setChosen}
      labels={LABELS}
      readOnly={false}
    />
  );
}

function show(summaries: readonly ArticleSummary[] = many) {
  const seen = spies();
  const pane = (openId: string | null) => <Pane {...seen} summaries={summaries} openId={openId} />;
  const { update } = mount(pane(null), { width: 256, height: 640 });
  return { ...seen, reopen: (openId: string) => update(pane(openId)) };
}

const rows = () => document.querySelectorAll('[role=option]');
const current = () => {
  const id = document.querySelector('[role=listbox]')?.getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id);
};
const isInView = (row: Element | null) => {
  const list = row?.closest('[role=listbox]')?.getBoundingClientRect();
  const box = row?.getBoundingClientRect();
  return list !== undefined && box !== undefined && box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
};

test('of 10,000 articles only those near the view are in the document, and each knows its place', async () => {
  show();
  await expect.element(page.getByText('10,000 articles')).toBeVisible();
  expect(rows().length).toBeGreaterThan(8);
  expect(rows().length).toBeLessThan(40);
  await userEvent.click(page.getByRole('option', { name: /^Report 3\s/ }));
  await userEvent.keyboard('{End}');
  await expect.poll(() => current()?.getAttribute('aria-posinset')).toBe('10000');
  expect(isInView(current())).toBe(true);
  expect(rows().length).toBeLessThan(40);
});

test('arrows move, Enter opens, letters look for a title and do not reach the commands', async () => {
  const { onOpen } = show();
  const onWindow = vi.fn((event: KeyboardEvent) => event.key);
  window.addEventListener('keydown', onWindow);
  await userEvent.tab();
  while (document.activeElement?.getAttribute('role') !== 'listbox') await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
  expect(onOpen.mock.calls).toEqual([[idOf(1)]]);
  onWindow.mockClear();
  await userEvent.keyboard('ze');
  await expect.poll(() => current()?.textContent).toContain('Zebra crossing');
  expect(isInView(current())).toBe(true);
  expect(onWindow).not.toHaveBeenCalled();
  window.removeEventListener('keydown', onWindow);
});

test('an article that is opened by other means is scrolled into view and marked', async () => {
  const { reopen } = show();
  await expect.element(page.getByText('Report 0', { exact: true })).toBeVisible();
  reopen(idOf(5000));
  await expect.poll(() => isInView(document.querySelector('[aria-current=true]'))).toBe(true);
  expect(document.querySelector('[aria-current=true]')?.textContent).toContain('Report 5000');
});

test('the filter narrows the list; where nothing matches, it can be taken away', async () => {
  show();
  const field = page.getByRole('searchbox', { name: 'Filter articles' });
  await userEvent.fill(field, 'delta');
  await expect.element(page.getByText('100 of 10,000 articles')).toBeVisible();
  await userEvent.fill(field, 'no such thing');
  await expect.element(page.getByText('Nothing matches “no such thing”')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Show all articles' }));
  await expect.element(page.getByText('10,000 articles')).toBeVisible();
});

test('conditions of the filter are chosen in one place, counted, and said in words', async () => {
  show([summaryOf('a1'), summaryOf('a2', { incomplete: 2 }), summaryOf('a3', { archived: true })]);
  await userEvent.click(page.getByRole('button', { name: 'Show only some articles' }));
  await userEvent.click(page.getByText('With incomplete annotations'));
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('1 of 2 articles')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Show only some articles: 1 chosen' })).toBeVisible();
  await expect.element(page.getByText('Only incomplete')).toBeVisible();
});

test('labels, tags, outlet and dates narrow the list', async () => {
  show([
    summaryOf('a1', { counts: { claim: 1 }, tags: ['water'], outlet: 'River Post', date: '2026-03-09' }),
    summaryOf('a2', { tags: ['water', 'zones'], outlet: 'Delta', date: '2026-03-10' }),
    summaryOf('a3', { counts: { claim: 2 } }),
  ]);
  await userEvent.click(page.getByRole('button', { name: 'Show only some articles' }));
  const claim = page.getByRole('combobox', { name: 'Claim' });
  await userEvent.selectOptions(claim, 'has spans');
  await expect.element(page.getByText('2 of 3 articles')).toBeVisible();
  await userEvent.selectOptions(claim, 'has none');
  await expect.element(page.getByText('1 of 3 articles')).toBeVisible();
  await userEvent.selectOptions(claim, 'does not matter');
  await userEvent.click(page.getByRole('dialog').getByText('water', { exact: true }));
  await expect.element(page.getByText('2 of 3 articles')).toBeVisible();
  await userEvent.fill(page.getByLabelText('Outlet'), 'delta');
  await expect.element(page.getByText('Only tagged water · outlet delta')).toBeVisible();
  await userEvent.fill(page.getByLabelText('To'), '2026-03-09');
  await expect.element(page.getByText('Nothing')).not.toBeInTheDocument();
  await expect.element(page.getByText('No article is like that')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Clear all' }));
  await expect.element(page.getByText('3 articles', { exact: true })).toBeVisible();
});

test('several articles are chosen with the mouse: Ctrl adds to the open one, Shift takes what lies between', async () => {
  const { reopen, onOpen, onStatus } = show();
  reopen(idOf(1));
  const row = (index: number) => page.getByRole('option', { name: new RegExp(`^Report ${index}\\s`) });
  await userEvent.click(row(3), { modifiers: ['Control'] });
  await expect.element(page.getByText('2 selected').first()).toBeInTheDocument();
  await userEvent.click(row(6), { modifiers: ['Shift'] });
  await userEvent.click(row(5), { modifiers: ['Control'] });
  expect(onOpen).not.toHaveBeenCalled();
  await userEvent.click(page.getByRole('button', { name: 'Status' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'done' }));
  expect(onStatus.mock.calls).toEqual([[[3, 4, 6].map(idOf), 'done']]);
  await userEvent.click(row(2));
  expect(onOpen.mock.calls).toEqual([[idOf(2)]]);
  await expect.element(page.getByRole('toolbar')).not.toBeInTheDocument();
});

test('and with the keyboard: Space, Shift with arrows, all 10,000 with Ctrl+A, none with Escape', async () => {
  const { reopen, onArchive, onTags } = show();
  reopen(idOf(0));
  const list = page.getByRole('listbox');
  await expect.element(list).toBeVisible();
  (list.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown} {ArrowDown}{ArrowDown} ');
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  const bar = page.getByRole('toolbar', { name: 'Selected articles' });
  await expect.element(bar).toHaveTextContent('3 selectedStatusTags…Archive');
  await userEvent.click(page.getByRole('button', { name: 'Tags…' }));
  expect(onTags.mock.calls).toEqual([[[3, 4, 5].map(idOf)]]);
  (list.element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.element(bar).toHaveTextContent('10,000 selectedStatusTags…Archive');
  await userEvent.keyboard('{Escape}');
  await expect.element(bar).not.toBeInTheDocument();
  await userEvent.keyboard(' ');
  await userEvent.click(page.getByRole('button', { name: 'Archive' }));
  expect(onArchive.mock.calls).toEqual([[[idOf(5)], true]]);
  expect(document.activeElement).toBe(list.element());
});

test('what the filter takes out of the list is not changed with the rest', async () => {
  const { onStatus } = show([summaryOf('a1', { title: 'River' }), summaryOf('a2', { title: 'Delta' })]);
  await userEvent.click(page.getByRole('option', { name: /River/ }), { modifiers: ['Control'] });
  await userEvent.click(page.getByRole('option', { name: /Delta/ }), { modifiers: ['Control'] });
  await userEvent.fill(page.getByRole('searchbox', { name: 'Filter articles' }), 'delta');
  await userEvent.click(page.getByRole('button', { name: 'Status' }));
  await userEvent.click(page.getByRole('menuitem', { name: 'done' }));
  expect(onStatus.mock.calls).toEqual([[['a2'], 'done']]);
});

test('the menu of a chosen row is about all that are chosen', async () => {
  const { onArchive } = show([summaryOf('a1'), summaryOf('a2'), summaryOf('a3')]);
  await userEvent.click(page.getByRole('option', { name: /Article a1/ }), { modifiers: ['Control'] });
  await userEvent.click(page.getByRole('option', { name: /Article a3/ }), { modifiers: ['Control'] });
  await userEvent.click(page.getByRole('option', { name: /Article a3/ }), { button: 'right' });
  await expect.element(page.getByRole('menu', { name: '2 articles' })).toBeVisible();
  await expect.element(page.getByRole('menuitem', { name: 'Open' })).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('menuitem', { name: 'Archive' }));
  expect(onArchive.mock.calls).toEqual([[['a1', 'a3'], true]]);
});

test('a row has room for a tag, counts the others and stays as high as every row', async () => {
  show([summaryOf('a1', { tags: ['drinking water', 'zones', 'sample'], incomplete: 3 }), summaryOf('a2')]);
  await expect.element(page.getByRole('option', { name: /tags: drinking water, zones, sample/ })).toBeVisible();
  const [tagged, plain] = [...rows()].map((row) => row.getBoundingClientRect().height);
  expect(tagged).toBe(plain);
});

test('a row says in words what its numbers and signs mean', async () => {
  show([summaryOf('a1', { status: 'done', counts: { speaker: 6, claim: 1 }, incomplete: 2 })]);
  const name = /6 speakers, 1 claim, 0 conditions,\s*done\s*,\s*2\s+incomplete/;
  await expect.element(page.getByRole('option', { name })).toBeVisible();
});

test('the menu of a row sets the status and archives', async () => {
  const { onStatus, onArchive } = show([summaryOf('a1'), summaryOf('a2')]);
  await userEvent.click(page.getByRole('option', { name: /Article a2/ }), { button: 'right' });
  await userEvent.click(page.getByRole('menuitemradio', { name: 'done' }));
  expect(onStatus.mock.calls).toEqual([[['a2'], 'done']]);
  await userEvent.click(page.getByRole('option', { name: /Article a1/ }), { button: 'right' });
  await userEvent.click(page.getByRole('menuitem', { name: 'Archive' }));
  expect(onArchive.mock.calls).toEqual([[['a1'], true]]);
});

test('without articles, it says how they come in', async () => {
  const { onAdd } = show([]);
  await userEvent.click(page.getByRole('button', { name: 'Add articles…' }));
  expect(onAdd).toHaveBeenCalledOnce();
});
