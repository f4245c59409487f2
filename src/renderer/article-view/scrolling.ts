/** Scrolls so that a place of the text can be seen. */

/** Sections above take their true height only when they come near, and then the place moves: look again. */
const LOOKS = 3;
const MARGIN = 44;

/** Brings the box that `measure` gives (client coordinates) into view, by as little as needed. */
export function scrollToShow(root: HTMLElement, box: DOMRect): void {
  const view = root.getBoundingClientRect();
  const margin = Math.min(MARGIN, root.clientHeight / 4);
  if (box.top < view.top + margin) root.scrollTop -= view.top + margin - box.top;
  else if (box.bottom > view.bottom - margin) root.scrollTop += box.bottom - view.bottom + margin;
}

/** Brings the box into the upper half of the view where it is not to be seen now. */
export function scrollToReveal(root: HTMLElement, measure: () => DOMRect | null, isGone: () => boolean): void {
  function look(left: number): void {
    if (isGone()) return;
    const box = measure();
    if (!box) return;
    const view = root.getBoundingClientRect();
    const margin = Math.min(MARGIN, root.clientHeight / 4);
    const seen = box.top >= view.top + margin && box.bottom <= view.bottom - margin;
    if (!seen) root.scrollTop += box.top - view.top - root.clientHeight / 3;
    if (left > 1) requestAnimationFrame(() => look(left - 1));
  }
  look(LOOKS);
}
