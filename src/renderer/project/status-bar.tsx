import { useShallow } from 'zustand/shallow';
import { BackupNote } from '../backups/backup-note.tsx';
import { commandOf } from '../commands/command.ts';
import { Keys } from '../commands/keys-shown.tsx';
import { useSession, useTasks, useView } from '../session/context.tsx';
import { type Saving, savingOf } from '../session/tasks-store.ts';
import { spelled } from '../ui/hidden-signs.ts';
import './status-bar.css';

const number = new Intl.NumberFormat();
const counted = (count: number, one: string, many: string) => `${number.format(count)} ${count === 1 ? one : many}`;

/** The bottom of the window: what is saved, what the article holds, what is selected, what undo would take back. */
export function StatusBar() {
  const readOnly = useSession((state) => state.project?.readOnly ?? null);
  const isAnnotating = useView((state) => state.screen === 'annotate');
  return (
    <footer className="status-bar">
      {readOnly === null ? <SavedState /> : <ReadOnly reason={readOnly} />}
      <BackupNote />
      {isAnnotating && (
        <>
          <Counts />
          <SelectionState />
          <RelatingHint />
        </>
      )}
      <UndoHint />
    </footer>
  );
}

function savedWords(saving: Saving): string {
  if (saving.state === 'saved') return 'Saved';
  return saving.state === 'saving'
    ? `Saving (${saving.count})`
    : `Not saved (${saving.count}): ${spelled(saving.reason)}`;
}

function SavedState() {
  const saving = useTasks(useShallow(savingOf));
  const words = savedWords(saving);
  return (
    <span className={`status-saved status-${saving.state}`} title={words}>
      <span className="status-sign" aria-hidden="true" />
      {words}
    </span>
  );
}

function ReadOnly({ reason }: { reason: string }) {
  return (
    <span className="status-read-only" title={reason}>
      <b>Read-only</b> {spelled(reason)}
    </span>
  );
}

function Counts() {
  const counts = useSession(
    useShallow(({ open }) => (open ? { spans: open.spans.size, relations: open.relations.size } : null)),
  );
  if (!counts) return null;
  return (
    <span>
      {counted(counts.spans, 'span', 'spans')} · {counted(counts.relations, 'relation', 'relations')}
    </span>
  );
}

/** Offsets are those of the text in UTF-16 units; characters are counted as people count them, by code points. */
function SelectionState() {
  const selection = useView((state) => state.selection);
  const text = useSession((state) => state.open?.text ?? '');
  if (!selection) return null;
  const { start, end } = selection;
  const characters = [...text.slice(start, end)].length;
  return (
    <span className="status-selection">
      Selection {start}–{end} · {counted(characters, 'character', 'characters')}
    </span>
  );
}

/** What the last press of the relate key did, and what the next keys do. */
function RelatingHint() {
  const relating = useView((state) => state.relating);
  const spans = useSession((state) => state.open?.spans);
  const candidate = relating?.candidates[relating.at];
  if (!relating || !candidate) return null;
  const other = spans?.get(candidate.source === relating.active ? candidate.target : candidate.source);
  const [again = ''] = commandOf('relation.relate').keys;
  const [keep = ''] = commandOf('relation.keep').keys;
  return (
    <span className="status-relating">
      Related to “<bdi>{other?.quotes.join(' … ')}</bdi>” ({relating.at + 1} of {relating.candidates.length}){' '}
      <Keys keys={again} /> next <Keys keys={keep} /> keep
    </span>
  );
}

function UndoHint() {
  const undo = useSession((state) => state.project?.undo ?? null);
  const [keys] = commandOf('edit.undo').keys;
  if (undo === null || keys === undefined) return <span className="status-undo" />;
  return (
    <span className="status-undo">
      <span className="status-undo-words">Undo: {spelled(undo)}</span> <Keys keys={keys} />
    </span>
  );
}
