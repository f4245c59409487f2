import type { ComponentProps } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Job } from '../../shared/contract/jobs.ts';
import { mount } from '../ui/mount.fixture.tsx';
import { ExportScreen } from './export-screen.tsx';

const job = (given: Partial<Job>): Job => ({
  id: 'job',
  kind: 'export',
  state: 'running',
  done: 0,
  total: 0,
  message: '',
  result: null,
  ...given,
});

const CONTENTS = { articles: 48, spans: 1204, relations: 911, annotators: 2, incomplete: 0 };

function show(given: Partial<ComponentProps<typeof ExportScreen>> = {}) {
  const seen = { onExport: vi.fn(), onCancel: vi.fn(), onGoIncomplete: vi.fn() };
  const props = { contents: CONTENTS, job: null, error: null, ...seen, ...given };
  mount(<ExportScreen {...props} />, { width: 900, height: 700 });
  return seen;
}

test('format and offset unit are chosen; JSON Lines in code points is what is offered', async () => {
  const { onExport } = show();
  await userEvent.click(page.getByRole('button', { name: 'Export…' }));
  await userEvent.click(page.getByText(/^CSV of attributions/));
  await userEvent.click(page.getByText(/^UTF-8 bytes/));
  await userEvent.click(page.getByRole('button', { name: 'Export…' }));
  expect(onExport.mock.calls).toEqual([
    [{ format: 'jsonl', offsets: 'codepoint' }],
    [{ format: 'csv', offsets: 'byte' }],
  ]);
});

test('says what goes in, and leads to what is incomplete', async () => {
  const { onGoIncomplete } = show({ contents: { ...CONTENTS, incomplete: 2 } });
  await expect
    .element(page.getByRole('list', { name: 'What goes in' }))
    .toHaveTextContent('48 articles1,204 spans911 relations2 annotators');
  await userEvent.click(page.getByRole('button', { name: 'Show them' }));
  expect(onGoIncomplete).toHaveBeenCalledOnce();
});

test('shows how far it is and can be cancelled; meanwhile no other can be started', async () => {
  const { onCancel } = show({ job: job({ done: 18, total: 48 }) });
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '18 of 48 articles');
  await expect.element(page.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }));
  expect(onCancel).toHaveBeenCalledOnce();
});

test('shows the file, or why there is none', async () => {
  const report = { name: 'river.jsonl', articles: 48, spans: 1204, relations: 911, bytes: 1_834_221 };
  show({ job: job({ state: 'done', result: { kind: 'export', report } }) });
  await expect.element(page.getByText('river.jsonl')).toBeVisible();
  await expect.element(page.getByText('1.8 MB')).toBeVisible();
  await expect.element(page.getByText(/every span equals its slice/)).toBeVisible();
});

test('a failure is shown with its reason; the job of an import is not shown', async () => {
  show({ job: job({ state: 'failed', message: 'The disk is full.' }) });
  await expect.element(page.getByText('Not exported. The disk is full.')).toBeVisible();
});

test('there is nothing to export without articles', async () => {
  show({ contents: { ...CONTENTS, articles: 0 }, job: job({ kind: 'import', message: 'reading' }) });
  await expect.element(page.getByRole('button', { name: 'Export…' })).toBeDisabled();
  expect(document.querySelector('[role=progressbar]')).toBeNull();
});
