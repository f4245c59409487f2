/** What is selected, as offsets of the text, kept in step with the selection of the document. */
import type { Range as TextRange } from '../../shared/model.ts';
import type { Frame } from './frame.ts';
import type { Points } from './points.ts';

/** `anchor` stays, `focus` moves and carries the caret. UTF-16 offsets. `upstream`: see CaretPlace. */
type TextSelection = { anchor: number; focus: number; upstream: boolean };

/** Who made the selection; `alt` is whether Alt was held at the end of it. */
export type SelectedBy = { source: 'pointer' | 'keyboard' | 'program'; alt: boolean };

export type SelectionState = {
  /** Null until the caret has been put somewhere. */
  readonly current: TextSelection | null;
  readonly range: TextRange | null;
  set(selection: TextSelection, by: SelectedBy): void;
  clear(): void;
  destroy(): void;
};

type Options = {
  frame: Frame;
  points: Points;
  /** Called while a selection is being made with the pointer, too. */
  moved(): void;
  /** Called when a selection is made, or is gone. */
  settled(by: SelectedBy): void;
};

let ghosts = 0;

/**
 * Follows the document's selection inside the frame's text. A selection stays when the focus goes elsewhere, so that a command
 * from a dialog can act upon it; it is then painted by a highlight of our own.
 */
export function createSelectionState({ frame, points, moved, settled }: Options): SelectionState {
  const { host } = frame;
  const stop = new AbortController();
  const ghostName = `article-selection-${++ghosts}`;
  const ghost = new Highlight();
  ghost.priority = 10;
  CSS.highlights.set(ghostName, ghost);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `.av-text::highlight(${ghostName}) { background-color: color-mix(in oklab, var(--accent) 30%, transparent); }`,
  );
  document.adoptedStyleSheets.push(sheet);
  let current: TextSelection | null = null;
  let pointerDown = false;

  const range = (): TextRange | null => {
    if (!current || current.anchor === current.focus) return null;
    return { start: Math.min(current.anchor, current.focus), end: Math.max(current.anchor, current.focus) };
  };

  function paintGhost(): void {
    ghost.clear();
    const selected = range();
    const native = document.getSelection();
    if (selected && (!native || native.isCollapsed || !host.contains(native.focusNode))) {
      ghost.add(new StaticRange(points.range(selected)));
    }
  }

  /** Puts the selection of the document where ours is, unless that would take it from a field that is typed in. */
  function restore(): void {
    if (!current) return;
    if (document.activeElement?.matches('input, textarea, [contenteditable]')) {
      paintGhost();
      return;
    }
    const forward = current.anchor <= current.focus;
    const collapsed = current.anchor === current.focus;
    const anchor = points.point(current.anchor, forward || collapsed ? 'start' : 'end');
    const focus = points.point(current.focus, forward && !collapsed ? 'end' : 'start');
    document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
    paintGhost();
  }

  /** The document's selection where it is in the text, or is being drawn into or out of it. */
  function native(): TextSelection | null {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
    if (!anchorNode || !focusNode) return null;
    if (!host.contains(anchorNode) && !(pointerDown && host.contains(focusNode))) return null;
    const anchor = points.offset(anchorNode, anchorOffset ?? 0);
    return { anchor, focus: points.offset(focusNode, focusOffset ?? 0), upstream: false };
  }

  function follow(): void {
    const found = native();
    const isNew = found && (found.anchor !== current?.anchor || found.focus !== current.focus);
    if (isNew) current = found;
    paintGhost();
    if (!isNew) return;
    moved();
    // A selection that neither we nor the pointer made comes from the browser: its find, or assistive technology.
    if (!pointerDown) settled({ source: 'pointer', alt: false });
  }

  function startPointer(event: PointerEvent): void {
    if (event.button !== 0 || !isOnText(event)) return;
    pointerDown = true;
    // What lies over the text would catch the pointer, and the selection would run to the end of the text.
    frame.page.classList.add('av-selecting');
    // Otherwise a press on selected text begins to drag that text away instead of selecting anew.
    if (!event.shiftKey) document.getSelection()?.removeAllRanges();
  }

  let finishing = 0;
  let finish: (() => void) | null = null;

  function endPointer(event: PointerEvent): void {
    if (!pointerDown) return;
    frame.page.classList.remove('av-selecting');
    // The document's selection is only final after this event: a press on selected text collapses it last.
    finish = () => {
      finish = null;
      follow();
      pointerDown = false;
      // A click beside the text selects nothing there, and nothing is what it means.
      if (native()) settled({ source: 'pointer', alt: event.altKey });
      else clear();
    };
    cancelAnimationFrame(finishing);
    finishing = requestAnimationFrame(() => finish?.());
  }

  /** A key that follows at once means what has just been selected, not what was before. */
  function finishNow(): void {
    cancelAnimationFrame(finishing);
    finish?.();
  }

  function clear(): void {
    if (!current) return;
    current = null;
    const selected = document.getSelection();
    if (selected && host.contains(selected.anchorNode)) selected.removeAllRanges();
    paintGhost();
    moved();
    settled({ source: 'program', alt: false });
  }

  /** Whether a press is on the text or on the empty page round it; not on the heading, the toolbar or a scroll bar. */
  function isOnText({ target, offsetX }: PointerEvent): boolean {
    if (target === frame.root) return offsetX < frame.root.clientWidth;
    return target === frame.page || (target instanceof Node && host.contains(target));
  }

  const { signal } = stop;
  document.addEventListener('selectionchange', follow, { signal });
  frame.root.addEventListener('pointerdown', startPointer, { signal });
  window.addEventListener('pointerup', endPointer, { signal });
  window.addEventListener('pointercancel', endPointer, { signal });
  window.addEventListener('keydown', finishNow, { signal, capture: true });
  host.addEventListener('focus', () => pointerDown || restore(), { signal });

  return {
    get current() {
      return current;
    },
    get range() {
      return range();
    },
    set(selection, by) {
      current = selection;
      restore();
      moved();
      settled(by);
    },
    clear,
    destroy() {
      stop.abort();
      cancelAnimationFrame(finishing);
      CSS.highlights.delete(ghostName);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
