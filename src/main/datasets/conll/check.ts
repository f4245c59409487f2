/** Reads CoNLL files again. They hold no offsets: tokens are found in the text one after the other. */
import { join } from 'node:path';
import type { DatasetFormat, WriteContext } from '../format.ts';
import { checkWith, type Found, unlike } from '../found.ts';
import { groupOf, inGroup } from '../groups.ts';
import type { Layer } from '../layers.ts';
import { readLines } from '../lines.ts';
import { stretchesIn } from './tags.ts';

/** The lines of tokens of each article, without sentences. */
async function* documents(path: string): AsyncGenerator<string[], undefined> {
  let lines: string[] | null = null;
  for await (const { bytes } of readLines(path, path, Number.POSITIVE_INFINITY)) {
    const line = bytes.toString('utf8');
    if (line.startsWith('# newdoc id = ') || line === '-DOCSTART- -X- O O') {
      if (lines) yield lines;
      lines = [];
    } else if (line !== '' && !line.startsWith('# global.columns = ')) lines?.push(line);
  }
  if (lines) yield lines;
}

export const checkConll = (plan: DatasetFormat['plan']): DatasetFormat['check'] =>
  checkWith((root, context) => {
    const open = new Map<string, AsyncGenerator<string[], undefined>>();
    const isColumns = context.choices.labels === 'columns';

    async function next(path: string): Promise<string[]> {
      const articles = open.get(path) ?? documents(join(root, path));
      open.set(path, articles);
      const { value } = await articles.next();
      if (value === undefined) throw unlike(`${path} ends too early`);
      return value;
    }
    return {
      async read(layer) {
        const spans: Found['spans'] = [];
        for (const file of filesOf(layer, context)) {
          const rows = (await next(file)).map((line) => line.split(isColumns ? '\t' : ' '));
          const places = placesOf(rows, layer);
          const columns = isColumns ? context.usedLabels.map((_, i) => i + 1) : [3];
          for (const column of columns)
            for (const { first, last, label } of stretchesIn(rows.map((row) => row[column] ?? '')))
              spans.push({
                label,
                fragments: [{ start: places[first]?.start ?? 0, end: places[last]?.end ?? 0 }],
              });
        }
        return { text: null, spans, relations: 0 };
      },
      async end() {
        for (const [path, articles] of open)
          if (!(await articles.next()).done) throw unlike(`${path} has more articles than the project`);
      },
    };
  }, plan);

function filesOf(layer: Layer, context: WriteContext): string[] {
  const names =
    context.choices.labels === 'columns'
      ? ['dataset.conllup']
      : context.usedLabels.map((label) => `${context.spelling.labels.word(label)}.conll`);
  return names.map((name) => inGroup(groupOf(layer, context), name));
}

function placesOf(rows: string[][], { item: { text } }: Layer) {
  let at = 0;
  const places = rows.map(([form = '']) => {
    while (/\s/.test(text[at] ?? '')) at++;
    const start = at;
    at += form.length;
    const there = [...text.slice(start, at)];
    const isSame = [...form].every((sign, i) => sign === '\uFFFD' || sign === there[i]);
    if (!isSame) throw unlike(`the word ${form} is not in the text`);
    return { start, end: at };
  });
  if (text.slice(at).trim() !== '') throw unlike('words are missing');
  return places;
}
