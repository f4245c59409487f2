/** Reads all that a file still holds of a project: its log, its texts and its rows, each checked as far as it can be. */
import { createHash } from 'node:crypto';
import type { Rows, Table } from '../../shared/model.ts';
import { type EditRow, hashEdit } from '../store/history.ts';
import { ownSchema } from '../store/own-schema.ts';
import { TABLE_NAMES } from '../store/tables.ts';
import { parseEdit, parseRow } from '../strangers/row-schemas.ts';
import { freePages, walk } from './b-tree.ts';
import { openPages, type PageFile } from './page-file.ts';
import { type Cell, readCell, readNode, type Value } from './records.ts';

type FileTable = Table | 'edit' | 'content';
const FILE_TABLES: readonly FileTable[] = [...TABLE_NAMES, 'edit', 'content'];

/** Where edits and texts go, whose own hash has proved that they are whole. */
export type Sink = {
  edit(edit: EditRow): void;
  content(hash: string, bytes: Buffer): void;
  /** Whether that content is there already, so that it need not be hashed again. */
  hasContent(hash: string): boolean;
};

export type FoundRow<T extends Table = Table> = {
  row: Rows[T];
  /** It lies in its table. Otherwise it lies in a page that nothing leads to any more, and may be old. */
  live: boolean;
};

export type Survey = {
  rows: { [T in Table]: Map<string, FoundRow<T>> };
  /** What the tables should hold by their indexes, as far as these can be read: ids, `device:seq`, hashes. */
  listed: { [T in FileTable]: Set<string> };
  /** Tables, and the indexes of their keys, of which everything could be read. */
  wholeTables: Set<FileTable>;
  wholeIndexes: Set<FileTable>;
};

/** Must not be called for a file that this process has open in SQLite. Throws only where the file cannot be read. */
export function surveyFile(path: string, sink: Sink, progress: (done: number, total: number) => void): Survey {
  const file = openPages(path);
  try {
    return survey(file, sink, progress);
  } finally {
    file.close();
  }
}

function survey(file: PageFile, sink: Sink, progress: (done: number, total: number) => void): Survey {
  const found: Survey = {
    rows: Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as Survey['rows'],
    listed: Object.fromEntries(FILE_TABLES.map((table) => [table, new Set()])) as Survey['listed'],
    wholeTables: new Set(),
    wholeIndexes: new Set(),
  };
  const reached = new Set([1]);
  const roots = rootPages(file);

  for (const table of FILE_TABLES) {
    let unfit = 0;
    const tree = walk(file, 'table', roots.get(table) ?? 0, ({ values }) => {
      if (!keep(table, values, true)) unfit++;
    });
    if (tree.broken + unfit === 0) found.wholeTables.add(table);
    const index = walk(file, 'index', roots.get(`sqlite_autoindex_${table}_1`) ?? 0, ({ values }) => {
      found.listed[table].add(table === 'edit' ? `${values[0]}:${values[1]}` : String(values[0]));
    });
    if (index.broken === 0) found.wholeIndexes.add(table);
    for (const pages of [tree.pages, index.pages]) for (const page of pages) reached.add(page);
  }
  readLoosePages();
  return found;

  /** What lies in pages that no tree leads to. Texts come first: what their pages hold is theirs, whatever it looks like. */
  function readLoosePages(): void {
    const free = freePages(file);
    const others: number[] = [];
    for (let number = 2; number <= file.pageCount; number++) {
      if (number % 1000 === 0) progress(number, file.pageCount);
      if (reached.has(number)) continue;
      let isOther = !free.has(number);
      for (const { values, overflow } of looseCells(number)) {
        if (!keep('content', values, false) && !keep('edit', values, false)) continue;
        isOther = false;
        for (const page of overflow) reached.add(page);
      }
      if (isOther) others.push(number);
    }
    for (const number of others)
      if (!reached.has(number))
        for (const { values } of looseCells(number)) TABLE_NAMES.some((table) => keep(table, values, false));
  }

  function* looseCells(number: number): Generator<Cell> {
    const node = readNode(file, number);
    if (node?.kind !== 'table' || node.children) return;
    for (const at of node.cells) {
      const cell = readCell(file, node, at);
      if (cell) yield cell;
    }
  }

  /** Whether the record is one of the table, and was taken as such. */
  function keep(table: FileTable, values: Value[], live: boolean): boolean {
    if (table === 'content') return keepContent(values);
    const record = recordOf(table, values);
    if (!record) return false;
    if (table === 'edit') {
      const edit = parseEdit(record);
      if (!edit || hashEdit(edit) !== edit.hash) return false;
      sink.edit(edit);
      return true;
    }
    return keepRow(table, record, live);
  }

  function keepRow<T extends Table>(table: T, record: Record<string, unknown>, live: boolean): boolean {
    const row = parseRow(table, record);
    if (!row) return false;
    const rows: Map<string, FoundRow<T>> = found.rows[table];
    if (!rows.has(row.id)) rows.set(row.id, { row, live });
    return true;
  }

  function keepContent([hash, bytes, ...more]: Value[]): boolean {
    if (typeof hash !== 'string' || !Buffer.isBuffer(bytes) || more.length > 0) return false;
    if (sink.hasContent(hash)) return true;
    if (createHash('sha256').update(bytes).digest('hex') !== hash) return false;
    sink.content(hash, bytes);
    return true;
  }
}

/** The values by property, or null where there are more or fewer than columns. */
function recordOf(table: string, values: Value[]): Record<string, Value> | null {
  const columns = ownSchema().columns.get(table) ?? [];
  if (columns.length !== values.length) return null;
  return Object.fromEntries(
    columns.map((column, i) => [column.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), values[i] ?? null]),
  );
}

/** Where each tree begins: by the file's own schema, else where a new project has it. */
function rootPages(file: PageFile): Map<string, number> {
  const roots = new Map(ownSchema().objects.map(({ name, rootpage }) => [name, rootpage]));
  walk(file, 'table', 1, ({ values: [type, name, , page] }) => {
    if (
      (type === 'table' || type === 'index') &&
      typeof name === 'string' &&
      typeof page === 'number' &&
      roots.has(name)
    )
      roots.set(name, page);
  });
  return roots;
}
