import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Attribute } from '../../shared/model.ts';
import { mount } from '../ui/mount.fixture.tsx';
import { LABELS } from './labels.fixture.ts';
import { SelectionToolbar } from './selection-toolbar.tsx';

type Given = {
  mode?: 'selection' | 'span';
  activeLabel?: string | null;
  readOnly?: string | null;
  attributes?: Attribute[];
  hasGuidelines?: boolean;
};

function show({
  mode = 'selection',
  activeLabel = null,
  readOnly = null,
  attributes = [],
  hasGuidelines = false,
}: Given) {
  const seen = { onLabel: vi.fn(), onValue: vi.fn(), onCommand: vi.fn() };
  mount(
    <SelectionToolbar
      {...seen}
      labels={LABELS}
      mode={mode}
      activeLabel={activeLabel}
      attributes={attributes}
      values={{ tone: 'mild' }}
      hasGuidelines={hasGuidelines}
      readOnly={readOnly}
    />,
    {
      width: 900,
      height: 100,
    },
  );
  return seen;
}
const names = () => [...document.querySelectorAll('[role=toolbar] button')].map((button) => button.textContent);

test('for selected text: the labels that are switched on, and adding it where a span is active', async () => {
  const { onLabel } = show({});
  await userEvent.click(page.getByRole('button', { name: 'Claim' }));
  expect(onLabel.mock.calls).toEqual([['claim']]);
  expect(names()).toEqual(['Speaker1', 'Claim2', 'Condition3']);
});

test('with an active span, selected text can be added to it', async () => {
  const { onCommand } = show({ activeLabel: 'claim' });
  await userEvent.click(page.getByRole('button', { name: 'Add' }));
  expect(onCommand.mock.calls).toEqual([['span.addFragment']]);
});

test('for the active span: its label is pressed, another relabels it', async () => {
  const { onLabel } = show({ mode: 'span', activeLabel: 'claim' });
  await expect.element(page.getByRole('button', { name: 'Claim', pressed: true })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Speaker', pressed: false }));
  expect(onLabel.mock.calls).toEqual([['speaker']]);
});

test('arrow keys go through the buttons, and Enter runs the command', async () => {
  const { onCommand } = show({ mode: 'span', activeLabel: 'claim' });
  await expect.element(page.getByRole('toolbar')).toBeVisible();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
  expect(onCommand.mock.calls).toEqual([['span.note']]);
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(onCommand.mock.calls.at(-1)).toEqual(['span.delete']);
});

test('attributes of the active span: what is said of it is pressed, and each value is a click away', async () => {
  const values = ['mild', 'sharp'].map((name) => ({ name, key: name.charAt(0) }));
  const tone = { id: 'tone', label: 'claim', name: 'Tone', values, position: 1 };
  const { onValue } = show({ mode: 'span', activeLabel: 'claim', attributes: [tone] });
  await expect.element(page.getByRole('group', { name: 'Tone' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'mild', pressed: true })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'sharp', pressed: false }));
  expect(onValue.mock.calls).toEqual([[tone, 'sharp']]);
});

test('where there are guidelines, those for the label are a button away', async () => {
  const { onCommand } = show({ mode: 'span', activeLabel: 'claim', hasGuidelines: true });
  await userEvent.click(page.getByRole('button', { name: 'Guidelines for this label' }));
  expect(onCommand.mock.calls).toEqual([['guidelines.ofLabel']]);
});

test('read-only, it says why', async () => {
  show({ readOnly: 'This is the layer of Rosa.' });
  await expect.element(page.getByText('This is the layer of Rosa.')).toBeVisible();
  expect(names()).toEqual([]);
});
