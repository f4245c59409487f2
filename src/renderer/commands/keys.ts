/** Keys to commands. The command table says which; the active labels of the project add theirs. */
import { tinykeys } from 'tinykeys';
import { COMMANDS, type CommandId } from '../../shared/commands.ts';
import { showOwnLayer } from '../session/actions/layers.ts';
import { pick, stopPicking } from '../session/actions/relations.ts';
import { activate } from '../session/actions/spans.ts';
import { isOwnLayer } from '../session/session-store.ts';
import type { Workbench } from '../session/workbench.ts';
import { commandOf } from './command.ts';
import { isOffered } from './conditions.ts';
import { pressLabelKey } from './label-keys.ts';

type Bindings = Record<string, (event: KeyboardEvent) => void>;

const TEXT_FIELD = 'input:not([type=checkbox], [type=radio], [type=file]), textarea, select';
const FLOATING = '[role=dialog], [role=alertdialog], [role=menu]';

/** These make sense while text is being typed, and no text field uses their keys. */
const WHILE_TYPING: ReadonlySet<CommandId> = new Set([
  'view.palette',
  'guidelines.toggle',
  'go.nextPane',
  'go.previousPane',
]);
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
  const unbind = tinykeys(window, { ...commandBindings(w, run), ...gestureBindings(w, run) }, { ignore });
  const stopListening = listenForLabels(w);
  return () => {
    stopListening();
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

/** A label's or a value's key, where it may do something and no command has taken the press. */
function listenForLabels(w: Workbench): () => void {
  const listen = (event: KeyboardEvent) => {
    if (ignore(event) || event.repeat || within(event, TEXT_FIELD) || !canAnnotate(w)) return;
    if (pressLabelKey(w, event)) event.preventDefault();
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}

const canAnnotate = (w: Workbench): boolean =>
  w.view.getState().dialog === null && isOffered({ when: ['project', 'writable', 'article', 'own-layer'] }, w);

/**
 * While a span is picked, Enter takes the active one and Escape stops; else Enter keeps the relation that was just made
 * and Escape lets go of the active span, then of another annotator's layer.
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
      const { pickingFrom, activeSpanId } = w.view.getState();
      if (pickingFrom) stopPicking(w);
      else if (!activeSpanId && w.session.getState().open && !isOwnLayer(w.session.getState())) void showOwnLayer(w);
      else activate(w, null);
    },
  };
}

/** A sign that some keyboards have on Shift is the same key with it. */
const asPressed = (key: string): string => (/^[^\w\s]$/.test(key) ? `[Shift]+${key}` : key);
