/** What the person does to spans. */
import { v7 as newId } from 'uuid';
import type { Id, Range } from '../../../shared/model.ts';
import { snapRange } from '../../../shared/text.ts';
import type { MovedEdge } from '../../article-view/edge-moves.ts';
import type { Selected } from '../../article-view/opened-text.ts';
import type { CursorStep } from '../../article-view/span-cursor.ts';
import { withoutFragmentAt, withRange } from '../fragments.ts';
import { isOwnLayer } from '../session-store.ts';
import { activeSpan, announce, report, type Workbench } from '../workbench.ts';

/**
 * The project says whether a selection becomes whole words or stays as it is, but for whole characters and the blanks
 * at its edges; `otherWay` does the other of the two.
 */
type HowToSnap = { otherWay: boolean };

/** Whether annotations may be changed: one's own, in a project that can be written. */
const isChangeable = ({ session }: Pick<Workbench, 'session'>): boolean =>
  session.getState().project?.readOnly === null && isOwnLayer(session.getState());

/** Makes a span of the selection, or relabels the active span where nothing is selected. */
export function applyLabel(w: Workbench, label: Id, how: HowToSnap): void {
  if (w.view.getState().selection) addSpan(w, label, how);
  else relabel(w, label);
}

function addSpan(w: Workbench, label: Id, how: HowToSnap): void {
  const { open } = w.session.getState();
  const range = snappedSelection(w, how);
  if (!open || !range) return;
  const id = newId();
  void w.edits.submit('span.add', { id, articleId: open.article.id, label, fragments: [range] });
  // What the project does not allow stays selected.
  if (!w.session.getState().open?.spans.has(id)) return;
  collapseSelection(w, range);
  activate(w, id);
}

function relabel(w: Workbench, label: Id): void {
  const span = activeSpan(w);
  if (span && span.label !== label) void w.edits.submit('span.update', { id: span.id, label });
}

/** Adds the selection to the active span, as a fragment of its own or as part of one that it touches. */
export function addFragment(w: Workbench, how: HowToSnap = { otherWay: false }): void {
  const span = activeSpan(w);
  const range = snappedSelection(w, how);
  if (!span || !range) return;
  changeExtent(w, span.id, withRange(span.fragments, range));
  if (activeSpan(w) === span) return;
  collapseSelection(w, range);
}

/** Takes the fragment at the caret out of the active span. */
export function removeFragmentAtCaret(w: Workbench): void {
  const span = activeSpan(w);
  if (!span) return;
  const fragments = withoutFragmentAt(span.fragments, w.text.current?.caret ?? 0);
  if (fragments) changeExtent(w, span.id, fragments);
  else announce(w, 'Put the caret into the fragment that is to go.');
}

/** Takes an edge that was dragged or nudged. */
export function takeMovedEdge(w: Workbench, { spanId, fragment, range }: MovedEdge): void {
  const span = w.session.getState().open?.spans.get(spanId);
  if (!span || !isChangeable(w)) return;
  const others = span.fragments.filter((_, index) => index !== fragment);
  changeExtent(w, spanId, withRange(others, range));
}

/** Takes what was selected in the text. The text of the active span, selected by going to it, is no selection. */
export function takeSelection(w: Workbench, selected: Selected | null): void {
  const isOfSpan =
    selected?.source === 'program' &&
    activeSpan(w)?.fragments.some(({ start, end }) => start === selected.range.start && end === selected.range.end);
  w.view.setState({ selection: isOfSpan ? null : (selected?.range ?? null), snapsOtherWay: selected?.alt ?? false });
}

function changeExtent(w: Workbench, id: Id, fragments: readonly Range[]): void {
  void w.edits.submit('span.update', { id, fragments: [...fragments] });
}

/** Deletes a span with its relations. The text takes the focus if what had it goes away. */
export function deleteSpan(w: Workbench, id: Id): void {
  const hadFocus = document.activeElement;
  void w.edits.submit('span.delete', { id });
  if (w.view.getState().activeSpanId === id) activate(w, null);
  announce(w, 'Span deleted.');
  if (hadFocus) keepFocus(w, hadFocus, FRAMES_TO_GO);
}

/** A row may leave the document some frames after the span has left the state. */
const FRAMES_TO_GO = 60;

/** Gives the focus to the text once the element that had it is gone. */
function keepFocus(w: Workbench, element: Element, frames: number): void {
  requestAnimationFrame(() => {
    if (!element.isConnected) {
      if (document.activeElement === document.body) w.text.current?.focus();
    } else if (frames > 0 && document.activeElement === element) keepFocus(w, element, frames - 1);
  });
}

export function setNote(w: Workbench, id: Id, note: string): void {
  void w.edits.submit('span.update', { id, note });
}

/** Makes a span the active one, or none. A selection stays only where nothing becomes active. */
export function activate(w: Workbench, id: Id | null): void {
  const isSame = w.view.getState().activeSpanId === id;
  w.view.setState({ activeSpanId: id, ...(isSame ? {} : { relating: null }), ...(id ? { selection: null } : {}) });
}

/** Makes a span active, selects its beginning and brings it into view. */
export function goToSpan(w: Workbench, id: Id): void {
  const first = w.session.getState().open?.spans.get(id)?.fragments[0];
  if (!first) return;
  activate(w, id);
  // An article that has only just been opened is in the document by then.
  requestAnimationFrame(() => {
    w.text.current?.select(first);
    w.text.current?.reveal(first);
  });
}

/** Goes to the next or previous span, or through those that overlap. */
export function stepSpan(w: Workbench, step: CursorStep): void {
  isStepping = true;
  w.text.current?.moveSpanCursor(step);
  isStepping = false;
}

let isStepping = false;

/** Takes a span that was clicked or stepped to. While a span is picked, a click picks it and a step only goes there. */
export function takeActivated(w: Workbench, id: Id | null, onPick: (id: Id) => void): void {
  if (w.view.getState().pickingFrom && !isStepping) {
    if (id) onPick(id);
    return;
  }
  activate(w, id);
  if (id && !isStepping) requestAnimationFrame(() => selectClicked(w));
}

/** What was clicked is selected, as by a step, so that the toolbar stands there. */
function selectClicked(w: Workbench): void {
  const caret = w.text.current?.caret ?? 0;
  const fragments = activeSpan(w)?.fragments;
  const clicked = fragments?.find(({ start, end }) => start <= caret && caret <= end) ?? fragments?.[0];
  if (clicked) w.text.current?.select(clicked);
}

/** The caret stays where the selection ended, so that the keyboard goes on from there. */
function collapseSelection(w: Workbench, { end }: Range): void {
  w.view.setState({ selection: null });
  w.text.current?.select({ start: end, end });
}

function snappedSelection(w: Workbench, { otherWay }: HowToSnap): Range | null {
  const { open, project } = w.session.getState();
  const { selection, snapsOtherWay } = w.view.getState();
  const isToWords = project?.project.settings.snapping === 'words';
  const words = otherWay || snapsOtherWay ? !isToWords : isToWords;
  const range = open && selection && snapRange(open.text, selection, { words });
  if (open && selection && !range) report(w, new Error('Only blanks are selected.'));
  return range;
}
