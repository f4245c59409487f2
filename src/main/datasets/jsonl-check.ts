/** The self-check of Sayso's own JSON Lines: reads the file again and compares it with the project. */
import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { OffsetUnit } from '../../shared/model.ts';
import { createUnitSlicer } from '../../shared/offset-units.ts';
import type { DatasetArticle, DatasetCounts, DatasetSource } from './format.ts';
import { ArticleLine, HeaderLine } from './jsonl-schema.ts';
import { readLines } from './lines.ts';
import { badSpan, sliceDifference, titled } from './span-check.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function* readValues(path: string): AsyncGenerator<unknown> {
  for await (const { bytes, ended } of readLines(path, path, Number.POSITIVE_INFINITY)) {
    if (!ended) throw unlike('its last line has no end');
    yield JSON.parse(decoder.decode(bytes));
  }
}

/** The file is not what was to be written, though each write succeeded: a fault of the disk, or of Sayso. */
const unlike = (what: string) =>
  new AppError('internal', `The file that was written is not what was to be written: ${what}. Nothing was exported.`);

/** Throws AppError where the file is not the whole dataset, or a span's slice in the unit is not its quote. */
export async function checkJsonl(path: string, source: DatasetSource, unit: OffsetUnit): Promise<DatasetCounts> {
  const values = readValues(path);
  const header = HeaderLine.parse((await values.next()).value);
  if (header.offsets !== unit) throw unlike('its first line names another offset unit');
  const counts: DatasetCounts = { articles: 0, spans: 0, relations: 0 };
  for (const item of source.articles()) {
    const { done, value } = await values.next();
    if (done) throw unlike(`it ends before ${titled(item.article)}`);
    const line = ArticleLine.parse(value);
    checkArticle(line, item, unit);
    counts.articles++;
    counts.spans += line.spans.length;
    counts.relations += line.relations.length;
  }
  if (!(await values.next()).done) throw unlike('it has more articles than the project');
  return counts;
}

function checkArticle(line: ArticleLine, item: DatasetArticle, unit: OffsetUnit): void {
  const { article, spans, relations } = item;
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join(' ');
  if (line.id !== article.id || ids(line.spans) !== ids(spans) || ids(line.relations) !== ids(relations))
    throw unlike(`${titled(article)} or its annotations are not whole`);
  if (createHash('sha256').update(line.text).digest('hex') !== article.textHash)
    throw new AppError(
      'damaged-file',
      `The text of ${titled(article)} is not the one that was imported: its hash differs. Nothing was exported.`,
    );
  const slice = createUnitSlicer(line.text, unit);
  for (const { id, fragments, quotes } of line.spans) {
    const wrong = sliceDifference(slice, fragments, quotes);
    if (wrong) throw badSpan(item, id, wrong);
  }
}
