/** The article view without React: a text, its spans, and what a person does with them. Offsets are UTF-16. */
import { createFrame, type Frame, removeFrame } from './frame.ts';
import { type OpenedText, openText, type TextOptions } from './opened-text.ts';

export type ArticleView = {
  /** The caller's heading goes into `frame.header`, its toolbar at the selection into `frame.toolbar`, its name on `host`. */
  readonly frame: Frame;
  /** Shows a text, scrolled to its start, in place of the one before. */
  open(options: TextOptions): OpenedText;
  destroy(): void;
};

/** Makes `root` a scroller that shows one article at a time. It needs a definite height. */
export function createArticleView(root: HTMLElement): ArticleView {
  const frame = createFrame(root);
  let opened: OpenedText | null = null;
  return {
    frame,
    open(options) {
      // While the text before is laid out: without one, to scroll would mean to lay out the page first.
      if (opened) root.scrollTop = 0;
      opened?.close();
      opened = openText(frame, options);
      return opened;
    },
    destroy() {
      opened?.close();
      removeFrame(frame);
    },
  };
}
