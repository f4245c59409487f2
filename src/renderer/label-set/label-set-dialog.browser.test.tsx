import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createWorkbench } from '../session/connect.ts';
import { WorkbenchContext } from '../session/context.tsx';
import { projectState } from '../session/session.fixture.ts';
import type { Workbench } from '../session/workbench.ts';
import { mount } from '../ui/mount.fixture.tsx';
import { LabelSetDialog } from './label-set-dialog.tsx';

type Call = { name: string; input: unknown };
let w: Workbench;
let calls: Call[];

/** What the core would answer; edits are never answered, so that what is seen is what the window makes of them. */
const ANSWERS: Record<string, unknown> = {
  'label.usage': {
    usage: { spans: 3, relations: 1, articles: 2, annotators: ['Ana', 'Ben'] },
    removal: {
      spans: 3,
      relationsChanged: 0,
      relationsDeleted: 1,
      consequences: ['The attribute “Tone” goes over to speaker.'],
    },
  },
  'attribute.usage': {
    usage: { spans: 2, relations: 0, articles: 1, annotators: ['Ana'] },
    values: { mild: 2 },
  },
};

beforeEach(() => {
  calls = [];
  w = createWorkbench({
    call: (name, input) => {
      calls.push({ name, input });
      const value = ANSWERS[name];
      return value ? Promise.resolve({ ok: true as const, value: value as never }) : new Promise(() => {});
    },
    on: () => () => {},
    take: () => Promise.reject(new Error('no files here')),
    onConnection: () => () => {},
  });
  w.edits.load(() => {
    const state = projectState();
    const [claim] = state.project?.labels ?? [];
    const irony = claim && { ...claim, id: 'irony', name: 'Irony', key: '7', position: 9 };
    const values = [
      { name: 'mild', key: 'd' },
      { name: 'sharp', key: 'x' },
    ];
    return {
      ...state,
      project: state.project && {
        ...state.project,
        labels: [...state.project.labels, ...(irony ? [irony] : [])],
        attributes: [{ id: 'tone', label: 'irony', name: 'Tone', values, position: 1 }],
      },
    };
  });
  mount(
    <WorkbenchContext value={w}>
      <LabelSetDialog onClose={() => {}} />
    </WorkbenchContext>,
    { width: 1100, height: 760 },
  );
});

const edits = () => calls.filter(({ name }) => !name.endsWith('.usage'));
const chooseIrony = async () =>
  userEvent.click(page.getByRole('listbox', { name: 'Labels' }).getByRole('option', { name: /Irony/ }));
const key = () => page.getByRole('region', { name: 'Irony' }).getByLabelText('Key').first();

test('a key that is taken is named while it is typed and not saved; Escape takes it back', async () => {
  await chooseIrony();
  await userEvent.click(key());
  await userEvent.keyboard('r');
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('R is the key of the command “Relate to nearest, again for the next candidate”.');
  await userEvent.keyboard('2');
  await expect.element(page.getByRole('alert')).toHaveTextContent('2 is the key of the label “claim”.');
  await userEvent.keyboard('{Enter}');
  expect(edits()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(key()).toHaveValue('7');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await userEvent.keyboard('8{Enter}');
  expect(edits()).toMatchObject([{ name: 'label.save', input: { id: 'irony', name: 'Irony', key: '8' } }]);
});

test('a field is saved when it is left, if it can be', async () => {
  await chooseIrony();
  const name = page.getByRole('region', { name: 'Irony' }).getByLabelText('Name');
  await userEvent.fill(name, 'CLAIM');
  await expect.element(page.getByRole('alert')).toHaveTextContent('There is a label “claim” already.');
  await userEvent.tab();
  expect(edits()).toEqual([]);
  await userEvent.fill(name, ' Sarcasm ');
  await userEvent.tab();
  expect(edits()).toMatchObject([{ name: 'label.save', input: { id: 'irony', name: 'Sarcasm' } }]);
  await expect
    .element(page.getByRole('listbox', { name: 'Labels' }).getByRole('option', { name: /Sarcasm/ }))
    .toBeVisible();
});

test('a new label gets a colour and a key that nothing has', async () => {
  await userEvent.fill(page.getByLabelText('New label'), 'Doubt');
  await userEvent.keyboard('{Enter}');
  expect(edits()).toMatchObject([
    { name: 'label.save', input: { id: null, name: 'Doubt', colour: '#9a5b00', key: '4', active: true } },
  ]);
});

test('built-in labels cannot be removed, and it is said why', async () => {
  await expect.element(page.getByRole('button', { name: 'Remove label…' })).toBeDisabled();
  await expect.element(page.getByText(/Attributions are read from this label/)).toBeVisible();
});

test('removing a label in use shows what it touches, and offers to merge it', async () => {
  await chooseIrony();
  await userEvent.click(page.getByRole('button', { name: 'Remove label…' }));
  await expect.element(page.getByText('3 spans and 1 relation in 2 articles by Ana, Ben.')).toBeVisible();
  await userEvent.selectOptions(page.getByLabelText('Merge into'), 'claim');
  const consequences = page.getByRole('list', { name: 'What will happen' });
  await expect.element(consequences.getByText('3 spans of all annotators will be labelled “claim”.')).toBeVisible();
  await expect.element(consequences.getByText('1 relation will be deleted.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Merge' }));
  expect(edits()).toEqual([{ name: 'label.remove', input: { id: 'irony', mergeInto: 'claim' } }]);
});

test('a value that spans have is removed only after it was said how many; one that none has goes at once', async () => {
  await chooseIrony();
  await userEvent.click(page.getByRole('button', { name: 'Remove the value mild' }));
  await expect.element(page.getByText('“mild” is on 2 spans, and will be taken off.')).toBeVisible();
  expect(edits()).toEqual([]);
  await userEvent.click(page.getByRole('button', { name: 'Remove it' }));
  expect(edits()).toMatchObject([
    { name: 'attribute.save', input: { id: 'tone', values: [{ name: 'sharp', was: 'sharp' }], takeOff: true } },
  ]);
});

test('a renamed value says what it was, so that spans follow', async () => {
  await chooseIrony();
  await userEvent.fill(page.getByLabelText('Value 1'), 'gentle');
  await userEvent.keyboard('{Enter}');
  expect(edits()).toMatchObject([
    { name: 'attribute.save', input: { values: [{ name: 'gentle', key: 'd', was: 'mild' }, { was: 'sharp' }] } },
  ]);
});
