import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mount } from '../ui/mount.fixture.tsx';
import { facetsOf } from './facets.ts';
import { summaryOf } from './summaries.fixture.ts';
import { TagsDialog } from './tags-dialog.tsx';

const summaries = [
  summaryOf('a1', { tags: ['dams', 'water'] }),
  summaryOf('a2', { tags: ['water'] }),
  summaryOf('a3', { tags: ['Zones'] }),
];

function show(...ids: string[]) {
  const onSave = vi.fn();
  mount(
    <TagsDialog
      articles={summaries.map(({ article }) => article).filter(({ id }) => ids.includes(id))}
      known={facetsOf(summaries).tags}
      onSave={onSave}
      onClose={() => {}}
    />,
    { width: 600, height: 500 },
  );
  return onSave;
}

test('of several articles: what all have, what some have, and one change for all', async () => {
  const onSave = show('a1', 'a2');
  const water = page.getByRole('checkbox', { name: /water/ });
  const dams = page.getByRole('checkbox', { name: /dams/ });
  await expect.element(water).toBeChecked();
  await expect.element(dams).toBePartiallyChecked();
  await userEvent.click(page.getByText('dams'));
  await userEvent.click(page.getByText('water'));
  await userEvent.click(page.getByRole('button', { name: 'Save' }));
  expect(onSave.mock.calls).toEqual([[{ add: ['dams'], remove: ['water'] }]]);
});

test('a tag is added by the keyboard alone, and one that the project has is not written anew', async () => {
  const onSave = show('a1');
  await expect.element(page.getByLabelText('Add a tag')).toHaveFocus();
  await userEvent.keyboard('zones{Enter}');
  await userEvent.keyboard('  sample one {Enter}');
  await expect.element(page.getByRole('checkbox', { name: 'sample one' })).toBeChecked();
  await userEvent.click(page.getByRole('button', { name: 'Save' }));
  expect(onSave.mock.calls).toEqual([[{ add: ['Zones', 'sample one'], remove: [] }]]);
});

test('without a change there is nothing to save', async () => {
  show('a1');
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.click(page.getByText('dams'));
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeEnabled();
  await userEvent.click(page.getByText('dams'));
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
});
