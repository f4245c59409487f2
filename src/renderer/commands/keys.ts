/** Keys to commands. The command table says which; the active labels of the project add theirs. */
import { tinykeys } from 'tinykeys';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import type { Label } from '../../shared/model.ts';
import { pick, stopPicking } from '../session/actions/relations.ts';
import { activate, applyLabel } from '../session/actions/spans.ts';
import type { Workbench } from '../session/workbench.ts';
import { commandOf } from './command.ts';
import { isOffered } from './conditions.ts';

type Bindings = Record<string, (event: KeyboardEvent) => void>;

const TEXT_FIELD = 'input:not([type=checkbox], [type=radio], [type=file]), textarea, select';
const FLOATING = '[role=dialog], [role=alertdialog], [role=menu]';

/** These make sense while text is being typed, and no text field uses their keys. */
const WHILE_TYPING: ReadonlySet<CommandId> = new Set(['view.palette', 'go.nextPane', 'go.previousPane']);
/** Held down, these go on. Any other command is run once a press. */
const REPEATABLE: ReadonlySet<CommandId> = new Set([
  'edit.undo',
  'edit.redo',
  'span.startEarlier',
  'span.startLater',
  'span.endLater',
  'span.endEarlier',
  'span.startEarlierByCharacter',
  'span.startLaterByCharacter',
  'span.endLaterByCharacter',
  'span.endEarlierByCharacter',
  'go.stack',
  'go.nextSpan',
  'go.previousSpan',
  'go.nextArticle',
  'go.previousArticle',
]);

/** Listens to the keys of commands and labels on the whole window. The function that it returns stops that. */
export function bindKeys(w: Workbench, run: (id: CommandId) => void): () => void {
  let labels: readonly Label[] | undefined;
  let unbind = () => {};
  const bind = () => {
    const next = w.session.getState().project?.labels;
    if (next === labels && labels) return;
    labels = next;
    unbind();
    const bindings = { ...labelBindings(w, next ?? []), ...commandBindings(w, run), ...gestureBindings(w, run) };
    unbind = tinykeys(window, bindings, { ignore });
  };
  bind();
  const unsubscribe = w.session.subscribe(bind);
  return () => {
    unsubscribe();
    unbind();
  };
}

const within = (event: KeyboardEvent, selector: string): boolean =>
  event.target instanceof Element && event.target.closest(selector) !== null;

const ignore = (event: KeyboardEvent): boolean =>
  event.defaultPrevented || event.isComposing || within(event, FLOATING);

function commandBindings(w: Workbench, run: (id: CommandId) => void): Bindings {
  const bindings: Bindings = {};
  for (const { id, keys } of COMMANDS) {
    const handle = (event: KeyboardEvent) => {
      if (within(event, TEXT_FIELD) && !WHILE_TYPING.has(id)) return;
      if (event.repeat && !REPEATABLE.has(id)) return;
      if (id === 'span.delete' && within(event, '[data-pane=articles]')) return;
      if (w.view.getState().dialog || !isOffered(commandOf(id), w)) return;
      event.preventDefault();
      run(id);
    };
    for (const key of keys) bindings[asPressed(key)] = handle;
  }
  return bindings;
}

function labelBindings(w: Workbench, labels: readonly Label[]): Bindings {
  const bindings: Bindings = {};
  for (const { id, key, active } of labels) {
    if (!active || !key) continue;
    const apply = (exact: boolean) => (event: KeyboardEvent) => {
      if (event.repeat || within(event, TEXT_FIELD) || !canAnnotate(w)) return;
      event.preventDefault();
      applyLabel(w, id, { exact });
    };
    bindings[labelKey(key)] = apply(false);
    bindings[`Alt+${labelKey(key)}`] = apply(true);
  }
  return bindings;
}

const canAnnotate = (w: Workbench): boolean =>
  w.view.getState().dialog === null && isOffered({ when: ['project', 'writable', 'article', 'own-layer'] }, w);

/**
 * While a span is picked, Enter takes the active one and Escape stops; else Enter keeps the relation that was just made
 * and Escape lets go of the active span.
 */
function gestureBindings(w: Workbench, run: (id: CommandId) => void): Bindings {
  return {
    Enter(event) {
      const { pickingFrom, activeSpanId, dialog } = w.view.getState();
      if (dialog || within(event, `button, ${TEXT_FIELD}`)) return;
      if (!pickingFrom) run('relation.keep');
      else if (activeSpanId && activeSpanId !== pickingFrom) pick(w, activeSpanId);
    },
    Escape() {
      if (w.view.getState().pickingFrom) stopPicking(w);
      else activate(w, null);
    },
  };
}

/** A sign that some keyboards have on Shift is the same key with it. */
const asPressed = (key: string): string => (/^[^\w\s]$/.test(key) ? `[Shift]+${key}` : key);

/** A digit or letter by its place on the keyboard too: some keyboards have digits on Shift, and Alt changes signs. */
function labelKey(key: string): string {
  if (/^\d$/.test(key)) return `(${key}|Digit${key})`;
  if (/^[a-z]$/i.test(key)) return `(${key}|Key${key.toUpperCase()})`;
  return asPressed(key);
}
