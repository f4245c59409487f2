/** The little of the DOM that reading HTML needs; the core has no types of a browser. */

export type HtmlNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly parentNode: HtmlNode | null;
};

export type HtmlElement = HtmlNode & {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
};

export type HtmlDocument = {
  readonly body: HtmlElement;
  readonly documentElement: HtmlElement;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): Iterable<HtmlElement>;
};

export const ELEMENT = 1;
export const TEXT = 3;

/**
 * Calls back on entering and on leaving each node below a root, in document order. `enter` answers whether to go into
 * the node. A loop, since a page may nest deeper than the stack goes.
 */
export function walkNodes(root: HtmlNode, enter: (node: HtmlNode) => boolean, leave: (node: HtmlNode) => void): void {
  let node: HtmlNode | null = root;
  while (node) {
    const child: HtmlNode | null = enter(node) ? node.firstChild : null;
    if (child) {
      node = child;
      continue;
    }
    while (node) {
      leave(node);
      if (node === root) return;
      if (node.nextSibling) break;
      node = node.parentNode;
    }
    node = node?.nextSibling ?? null;
  }
}
