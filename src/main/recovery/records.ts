/**
 * Cells and records as SQLite's file format has them (https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1).
 * Nothing read here is trusted: what does not fit gives null, and each loop is bounded by the size of the file.
 */
import type { PageFile } from './page-file.ts';

export type Value = null | number | string | Buffer;

const TABLE_LEAF = 0x0d;
const TABLE_INTERIOR = 0x05;
const INDEX_LEAF = 0x0a;
const INDEX_INTERIOR = 0x02;

export type Node = {
  kind: 'table' | 'index';
  /** Pages below, left to right; null for a leaf. */
  children: number[] | null;
  /** Where cells begin in `page`, but those that are out of it. */
  cells: number[];
  /** Cells and children that the page names but that cannot be there. */
  broken: number;
  page: Buffer;
};

/** The page as a node of a b-tree, or null where it is none. */
export function readNode(file: PageFile, number: number): Node | null {
  const page = file.page(number);
  if (!page) return null;
  const at = number === 1 ? 100 : 0;
  const type = page[at];
  const isInterior = type === TABLE_INTERIOR || type === INDEX_INTERIOR;
  if (!isInterior && type !== TABLE_LEAF && type !== INDEX_LEAF) return null;
  const pointers = at + (isInterior ? 12 : 8);
  const count = page.readUInt16BE(at + 3);
  const node: Node = {
    kind: type === TABLE_LEAF || type === TABLE_INTERIOR ? 'table' : 'index',
    children: isInterior ? [] : null,
    cells: [],
    broken: 0,
    page,
  };
  if (pointers + 2 * count > file.usable) return null;
  for (let i = 0; i < count; i++) {
    const cell = page.readUInt16BE(pointers + 2 * i);
    if (cell < pointers + 2 * count || cell + 4 > file.usable) {
      node.broken++;
      continue;
    }
    node.children?.push(page.readUInt32BE(cell));
    node.cells.push(isInterior ? cell + 4 : cell);
  }
  node.children?.push(page.readUInt32BE(at + 8));
  return node;
}

export type Cell = {
  /** The record's values in the order of its columns. */
  values: Value[];
  /** Overflow pages that hold the rest of it. */
  overflow: number[];
};

/** The record of a cell of a table's leaf or of an index, or null where it is not whole. */
export function readCell(file: PageFile, node: Node, at: number): Cell | null {
  const size = varint(node.page, at);
  if (!size) return null;
  const rowid = node.kind === 'table' ? varint(node.page, size.end) : size;
  if (!rowid) return null;
  const payload = readPayload(file, node, rowid.end, size.value);
  const values = payload && readRecord(payload.bytes);
  return values && { values, overflow: payload.overflow };
}

function readPayload(file: PageFile, { kind, page }: Node, start: number, size: number) {
  const { usable, pageCount, pageSize } = file;
  if (size > pageCount * pageSize) return null;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  const local = size <= most ? size : wanted <= most ? wanted : least;
  if (start + local > usable) return null;
  if (local === size) return { bytes: page.subarray(start, start + size), overflow: [] };
  const bytes = Buffer.allocUnsafe(size);
  page.copy(bytes, 0, start, start + local);
  const overflow: number[] = [];
  let filled = local;
  for (let next = page.readUInt32BE(start + local); filled < size; ) {
    const rest = file.page(next);
    if (!rest) return null;
    overflow.push(next);
    filled += rest.copy(bytes, filled, 4, Math.min(usable, 4 + size - filled));
    next = rest.readUInt32BE(0);
  }
  return { bytes, overflow };
}

/** Big-endian, seven bits a byte, at most nine bytes; null where it is cut off or larger than a size can be. */
function varint(bytes: Buffer, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    // A row id may be larger than a number holds exactly; none is used, and no size is.
    value = i === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (i === 8 || byte < 0x80) return { value, end: at + i + 1 };
  }
  return null;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readRecord(bytes: Buffer): Value[] | null {
  const header = varint(bytes, 0);
  if (!header || header.value > bytes.length) return null;
  const values: Value[] = [];
  let at = header.end;
  let body = header.value;
  while (at < header.value) {
    const type = varint(bytes, at);
    if (!type || type.end > header.value) return null;
    const value = readValue(bytes, body, type.value);
    if (!value) return null;
    values.push(value.value);
    body = value.end;
    at = type.end;
  }
  return body === bytes.length ? values : null;
}

function readValue(bytes: Buffer, at: number, type: number): { value: Value; end: number } | null {
  if (type === 0) return { value: null, end: at };
  if (type === 8 || type === 9) return { value: type - 8, end: at };
  const size = type >= 12 ? Math.floor((type - 12) / 2) : INTEGER_BYTES[type];
  const end = at + (size ?? 0);
  // No column of a project holds a fraction (type 7).
  if (size === undefined || end > bytes.length) return null;
  if (type < 12) return { value: size === 8 ? Number(bytes.readBigInt64BE(at)) : bytes.readIntBE(at, size), end };
  const value = bytes.subarray(at, end);
  if (type % 2 === 0) return { value, end };
  try {
    return { value: utf8.decode(value), end };
  } catch {
    return null;
  }
}
