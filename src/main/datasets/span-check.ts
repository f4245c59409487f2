/** Where a span and its text do not agree: told the same way by every format. */
import { AppError } from '../../shared/errors.ts';
import type { Article, OffsetUnit, Range, Span } from '../../shared/model.ts';
import { createOffsetConverter, type OffsetConverter } from '../../shared/offset-units.ts';
import type { DatasetArticle } from './format.ts';

const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** How messages speak of an article. */
export const titled = ({ title, id }: Article): string => (title.trim() === '' ? `article ${id}` : `“${title}”`);

/** What goes wrong at a span of the project that is being exported. */
export const badSpan = ({ article }: DatasetArticle, spanId: string, what: string): AppError =>
  new AppError(
    'damaged-file',
    `${titled(article)}, span ${spanId}: ${what}. Nothing was exported. Check the project to see all that is wrong with it.`,
  );

/** Whether a slice is the quote it ought to be; if not, what is wrong, in words. */
const difference = (slice: string, quote: string): string | null =>
  slice === quote ? null : `its quote is ${shown(quote)}, but its place in the text reads ${shown(slice)}`;

/**
 * What is wrong between fragments and their quotes, in words, or null. `slice` cuts the text as a reader of the dataset
 * would (createUnitSlicer), not as the exporter counted.
 */
export function sliceDifference(
  slice: (start: number, end: number) => string,
  fragments: readonly Range[],
  quotes: readonly string[],
): string | null {
  if (fragments.length !== quotes.length) return `it has ${fragments.length} fragments, but ${quotes.length} quotes`;
  try {
    for (const [index, { start, end }] of fragments.entries()) {
      const found = difference(slice(start, end), quotes[index] ?? '');
      if (found) return found;
    }
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A function that gives the fragments of an article's spans in a unit. It throws AppError where one is off the text. */
export function createFragmentConverter(item: DatasetArticle, unit: OffsetUnit): (span: Span) => Range[] {
  let converter: OffsetConverter | null = null; // made for the first span: many articles have none to convert
  return (span) => {
    converter ??= createOffsetConverter(item.text);
    const { toUnit } = converter;
    try {
      return span.fragments.map(({ start, end }) => ({
        start: toUnit(start, unit),
        end: toUnit(end, unit),
      }));
    } catch (error) {
      if (error instanceof RangeError) throw badSpan(item, span.id, error.message);
      throw error;
    }
  };
}
