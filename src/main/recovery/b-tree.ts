/** Walks a b-tree around its damaged pages. */
import type { PageFile } from './page-file.ts';
import { type Cell, readCell, readNode } from './records.ts';

export type Walk = {
  /** Every page that was reached, its overflow pages too. */
  pages: Set<number>;
  /** Pages and cells of the tree that could not be read; 0 means that nothing of it is missing. */
  broken: number;
};

/** Deeper than any tree of 2^32 pages. */
const DEEPEST = 40;

/**
 * Gives `visit` each record of the tree whose root is given, in its order. Every page is read once, so that a page
 * which leads to itself ends the walk there.
 */
export function walk(file: PageFile, kind: 'table' | 'index', root: number, visit: (cell: Cell) => void): Walk {
  const found: Walk = { pages: new Set(), broken: 0 };
  function down(number: number, depth: number): void {
    const node = depth < DEEPEST && !found.pages.has(number) ? readNode(file, number) : null;
    if (node?.kind !== kind) {
      found.broken++;
      return;
    }
    found.pages.add(number);
    found.broken += node.broken;
    for (const child of node.children ?? []) down(child, depth + 1);
    // Inner nodes of a table hold keys only.
    if (node.children && kind === 'table') return;
    for (const at of node.cells) {
      const cell = readCell(file, node, at);
      if (!cell) found.broken++;
      else {
        for (const page of cell.overflow) found.pages.add(page);
        visit(cell);
      }
    }
  }
  down(root, 0);
  return found;
}

/** Pages that the file has given up. What lies in them is old. */
export function freePages(file: PageFile): Set<number> {
  const free = new Set<number>();
  let trunk = file.page(1)?.readUInt32BE(32) ?? 0;
  while (trunk !== 0 && !free.has(trunk)) {
    const page = file.page(trunk);
    if (!page) break;
    free.add(trunk);
    const leaves = Math.min(page.readUInt32BE(4), file.usable / 4 - 2);
    for (let i = 0; i < leaves; i++) free.add(page.readUInt32BE(8 + 4 * i));
    trunk = page.readUInt32BE(0);
  }
  return free;
}
