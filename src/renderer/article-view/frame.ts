/** The elements of the article view, and small helpers to make them. */

export type Frame = {
  /** Scrolls. */
  readonly root: HTMLElement;
  /** The sheet with heading and text; what lies over the text is positioned in it. */
  readonly page: HTMLElement;
  /** For the caller's heading. */
  readonly header: HTMLElement;
  /** Lexical's root; takes the focus. */
  readonly host: HTMLElement;
  readonly overlay: HTMLElement;
  /** For the caller's toolbar at the selection. */
  readonly toolbar: HTMLElement;
  /** A list for assistive technology. */
  readonly list: HTMLElement;
  readonly announcer: HTMLElement;
};

/** Builds the elements in `root`, which becomes the scroller. */
export function createFrame(root: HTMLElement): Frame {
  root.classList.add('article-view');
  const page = element('div', 'av-page', root);
  const header = element('div', 'av-header', page);
  const host = element('div', 'av-text', page);
  host.tabIndex = 0;
  host.setAttribute('role', 'document');
  const overlay = element('div', 'av-overlay', page);
  const toolbar = element('div', 'av-toolbar', page);
  toolbar.hidden = true;
  const list = element('ol', 'av-hidden', page);
  list.setAttribute('aria-label', 'Spans of this article');
  const announcer = element('div', 'av-hidden', page);
  announcer.setAttribute('aria-live', 'polite');
  return { root, page, header, host, overlay, toolbar, list, announcer };
}

/** Takes the elements out again. */
export function removeFrame(frame: Frame): void {
  frame.page.remove();
  frame.root.classList.remove('article-view');
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  parent: HTMLElement,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

/** Puts an element over a box given in client coordinates. */
export function place(target: HTMLElement | SVGElement, box: DOMRect, page: DOMRect): void {
  target.style.left = `${box.left - page.left}px`;
  target.style.top = `${box.top - page.top}px`;
  target.style.width = `${box.width}px`;
  target.style.height = `${box.height}px`;
}
