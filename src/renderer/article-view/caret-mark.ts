/** The caret and the place of the toolbar: native carets are not shown in text that cannot be edited. */
import { element, type Frame, place } from './frame.ts';

const GAP = 12;

export type CaretMark = {
  /** Client coordinates; null hides it. Gives what draws it. */
  measure(caret: DOMRect | null): () => void;
  remove(): void;
};

/** A caret that blinks, anew from each move on. */
export function createCaretMark(frame: Frame): CaretMark {
  const mark = element('div', 'av-caret', frame.overlay);
  mark.setAttribute('aria-hidden', 'true');
  mark.hidden = true;
  return {
    measure(caret) {
      if (!caret) {
        return () => {
          if (!mark.hidden) mark.hidden = true;
        };
      }
      const page = frame.page.getBoundingClientRect();
      const blinking = mark.getAnimations();
      return () => {
        if (mark.hidden) mark.hidden = false;
        place(mark, new DOMRect(caret.left - 1, caret.top - 1, 2, caret.height + 2), page);
        for (const animation of blinking) animation.currentTime = 0;
      };
    },
    remove: () => mark.remove(),
  };
}

/** Where the toolbar goes: below the selected lines or, where the window ends, above; always within the page. */
export function measureToolbar(frame: Frame, first: DOMRect, last: DOMRect): () => void {
  const { toolbar, root } = frame;
  const page = frame.page.getBoundingClientRect();
  const view = root.getBoundingClientRect();
  const below = last.bottom + GAP;
  const above = first.top - GAP - toolbar.offsetHeight;
  const top = below + toolbar.offsetHeight > view.bottom && above > view.top ? above : below;
  const left = Math.min(last.left - page.left, page.width - toolbar.offsetWidth - GAP);
  return () => {
    toolbar.style.left = `${Math.max(GAP, left)}px`;
    toolbar.style.top = `${top - page.top}px`;
  };
}
