/** The text that a reader of a page sees, one line a block. */
import { ELEMENT, type HtmlElement, type HtmlNode, TEXT, walkNodes } from './html-nodes.ts';

const tags = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

const UNSEEN = tags(
  'HEAD TITLE SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG CANVAS AUDIO VIDEO BUTTON INPUT SELECT TEXTAREA',
);
const BLOCKS = tags(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BR CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER
  FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LEGEND LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL`,
);
const CELLS = tags('TD TH');

/** The lines of an element, without blank ones; cells of a table row are parted by tabs. No markup or script is in it. */
export function textOfHtml(root: HtmlNode): string {
  const lines: string[] = [];
  let pieces: string[] = [];
  let preformatted = 0;

  function endLine() {
    const line = pieces.join('');
    if (line.trim() !== '') lines.push(preformatted ? line.trimEnd() : line.trim());
    pieces = [];
  }
  function addText(text: string) {
    if (preformatted) {
      for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
        if (index > 0) endLine();
        pieces.push(line);
      }
    } else {
      const collapsed = text.replace(/[ \t\n\r\f]+/g, ' ');
      pieces.push(/^$|[ \t]$/.test(pieces.at(-1) ?? '') ? collapsed.replace(/^ /, '') : collapsed);
    }
  }

  walkNodes(
    root,
    (node) => {
      if (node.nodeType === TEXT) addText(node.nodeValue ?? '');
      if (node.nodeType !== ELEMENT) return node === root;
      const name = node.nodeName.toUpperCase();
      if (UNSEEN.has(name) || isHidden(node)) return false;
      if (BLOCKS.has(name)) endLine();
      if (name === 'PRE') preformatted++;
      return true;
    },
    (node) => {
      if (node.nodeType !== ELEMENT) return;
      const name = node.nodeName.toUpperCase();
      if (UNSEEN.has(name) || isHidden(node)) return;
      if (BLOCKS.has(name)) endLine();
      if (name === 'PRE') preformatted--;
      if (CELLS.has(name)) pieces.push('\t');
    },
  );
  endLine();
  return lines.join('\n');
}

function isHidden(node: HtmlNode): boolean {
  const element = node as HtmlElement;
  return element.getAttribute('hidden') !== null || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');
}
