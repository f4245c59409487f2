import { Button } from 'react-aria-components';
import { COMMANDS, type Command, type MenuPlace } from '../../shared/commands.ts';
import { caretKeys } from '../article-view/caret-keys.ts';
import { useSession } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import { isMac } from '../ui/platform.ts';
import { Keys } from './keys-shown.tsx';
import './shortcut-help.css';
import { spelled } from '../ui/hidden-signs.ts';

type Row = { title: string; keys: readonly string[]; description?: string };

const MENUS: readonly { place: MenuPlace; title: string }[] = [
  { place: 'annotate', title: 'Annotate' },
  { place: 'go', title: 'Go' },
  { place: 'edit', title: 'Edit' },
  { place: 'file', title: 'File' },
  { place: 'view', title: 'View' },
  { place: 'help', title: 'Help' },
];
const NO_LABELS: never[] = [];
const NO_ATTRIBUTES: never[] = [];

/** All commands with their keys, by menu, and the keys that move the caret of the text. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const labels = useSession((state) => state.project?.labels ?? NO_LABELS);
  const attributes = useSession((state) => state.project?.attributes ?? NO_ATTRIBUTES);
  const ofLabels = labels
    .filter(({ active, key }) => active && key)
    .map(({ name, key, description }) => ({
      title: `${name}: label the selection or the active span`,
      keys: [key],
      description,
    }));
  const ofValues = attributes.flatMap(({ label, name, values }) => {
    const owner = labels.find(({ id, active }) => active && id === label);
    return values.flatMap((value) =>
      owner && value.key ? [{ title: `${owner.name} – ${name}: ${value.name}`, keys: [value.key] }] : [],
    );
  });
  return (
    <AppDialog title="Keyboard shortcuts" className="shortcut-help" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="shortcut-scroll" aria-label="Shortcuts" tabIndex={0}>
        <div className="shortcut-groups">
          {ofLabels.length > 0 && (
            <Group title="Labels" rows={[...ofLabels, { title: 'Label without snapping to words', keys: ['Alt'] }]} />
          )}
          {ofValues.length > 0 && <Group title="Attributes of the active span, again to take off" rows={ofValues} />}
          {MENUS.map(({ place, title }) => (
            <Group key={place} title={title} rows={COMMANDS.filter((command: Command) => command.menu === place)} />
          ))}
          <Group title="In the text" rows={caretKeys(isMac())} />
          <Group title="Everywhere" rows={[{ title: 'Stop picking, let go of a span, close', keys: ['Escape'] }]} />
        </div>
      </section>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose}>
          Close
        </Button>
      </div>
    </AppDialog>
  );
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section className="shortcut-group">
      <h3 className="shortcut-heading">{title}</h3>
      <dl className="shortcut-rows">
        {rows.map((row) => (
          <div key={row.title} className="shortcut-row">
            <dt>
              {spelled(row.title)}
              {row.description && <span className="shortcut-description">{spelled(row.description)}</span>}
            </dt>
            <dd>{row.keys.length > 0 ? row.keys.map((keys) => <Keys key={keys} keys={keys} />) : 'by name'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
