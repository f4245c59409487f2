/** A row of a table to an article ready to be stored. */
import type { TableColumns } from '../../../shared/contract/articles.ts';
import { refuseLarge } from '../decode.ts';
import { type DraftArticle, draftArticle } from '../draft-article.ts';
import { cleanMetadata, oneLine } from '../metadata.ts';
import { type Cell, cellText } from './table.ts';

/** As an article may hold them: characters of an id and of a tag, and tags. */
const LONGEST_ID = 1000;
const LONGEST_TAG = 100;
const MOST_TAGS = 200;

/** `raw` is the row as it stood in the file, `name` that of the file. Throws AppError for a row without text, or too much. */
export function rowArticle(
  cells: ReadonlyMap<string, Cell>,
  raw: Uint8Array,
  columns: TableColumns,
  { name, encoding, large }: { name: string; encoding: string; large: boolean | undefined },
): DraftArticle {
  const cell = (column: string | undefined) => (column === undefined ? undefined : cells.get(column));
  const text = cellText(cell(columns.text), '\n');
  refuseLarge(Buffer.byteLength(text), 'The text', large);
  const line = (column: string | undefined) => cellText(cell(column), ', ');
  const metadata = cleanMetadata({
    title: line(columns.title),
    author: line(columns.author),
    date: line(columns.date),
    outlet: line(columns.outlet),
    url: line(columns.url),
  });
  return draftArticle(
    { text, ...metadata },
    {
      name,
      raw,
      encoding,
      replaced: text.split('\ufffd').length - 1,
      blank: `There is no text in the column “${columns.text}”.`,
      namesIt: false,
      externalId: oneLine(line(columns.id), LONGEST_ID),
      tags: tagsOf(cell(columns.tags)),
    },
  );
}

/** Items of a list, or what stands between semicolons, bars or commas. */
function tagsOf(cell: Cell | undefined): string[] {
  const parts = Array.isArray(cell) ? cell : (cell ?? '').split(/[;|]/.test(cell ?? '') ? /[;|]/ : ',');
  const tags = parts.map((part) => oneLine(part, LONGEST_TAG).trim()).filter((tag) => tag !== '');
  return [...new Set(tags)].sort().slice(0, MOST_TAGS);
}
