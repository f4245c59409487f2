/** Which columns of a table seem to hold what, by their names in several languages and by what is in them. */
import type { TableColumns } from '../../../shared/contract/articles.ts';
import { AppError } from '../../../shared/errors.ts';
import { type Cell, cellText, type Table, type TableSample } from './table.ts';

type Field = keyof TableColumns;

/** The likelier first. Names are compared without accents, case and signs. */
const NAMES: Readonly<Record<Field, string>> = {
  text: `text fulltext articletext body content contents article maintext bodytext story plaintext artikeltext volltext
    inhalt texte contenu corps texto contenido cuerpo conteudo corpo testo contenuto tekst tresc inhoud brodtext teksti
    szoveg metin tekstas текст содержание текстстатьи текстстатті κειμενο النص نص טקסט 本文 正文 内容 文本 본문 내용`,
  title: `title headline articletitle heading hed titel schlagzeile uberschrift titre titulo titular titolo tytul kop
    rubrik otsikko cim baslik nadpis titulek nazev naslov заголовок название назва τιτλος العنوان عنوان כותרת 标题 題名
    タイトル 見出し 제목`,
  author: `author authors byline creator writer journalist reporter autor autoren verfasser auteur auteurs autora autores
    autore autori auteurname forfatter forfattare kirjoittaja szerzo yazar автор συγγραφεας المؤلف الكاتب كاتب מחבר כותב
    作者 著者 記者 기자 저자`,
  date: `date published publisheddate publishedat publicationdate pubdate datepublished publishdate datetime timestamp time
    day datum erscheinungsdatum veroffentlicht jour fecha publicado data datapublicacao datapubblicazione dato paivamaara
    datumas tarih дата ημερομηνια تاريخ التاريخ תאריך 日期 日付 날짜 created createdat`,
  outlet: `outlet source sourcename publication publisher newspaper paper medium media journal site sitename domain quelle
    zeitung journal medien publikation fuente periodico diario medio fonte jornal giornale testata zrodlo gazeta bron krant
    tidning kilde avis kaynak gazete источник издание газета джерело видання πηγη المصدر מקור 来源 媒体 新聞 매체 언론사`,
  url: 'url link href uri weburl articleurl permalink webpage adresse lien enlace ссылка رابط קישור 链接 링크',
  id: 'id articleid docid documentid uid uuid guid identifier externalid nr nummer number kennung index key',
  tags: `tags tag keywords keyword topics topic category categories section labels subjects subject schlagworte schlagworter
    themen thema rubrik ressort mots motscles themes rubrique etiquetas palabrasclave tema categoria etichette slowa
    ключевыеслова теги тема рубрика 标签 キーワード 태그`,
};
const FIELDS = Object.keys(NAMES) as Field[];

/** Guesses columns; a field that none seems to hold is left out. */
export function guessColumns(columns: readonly string[], { rows }: TableSample): Partial<TableColumns> {
  const guess: Partial<TableColumns> = {};
  const taken = new Set<string>();
  const take = (field: Field, column: string | undefined) => {
    if (column === undefined) return;
    guess[field] = column;
    taken.add(column);
  };
  const free = () => columns.filter((column) => !taken.has(column));
  take('text', textColumn(columns, rows));
  for (const field of FIELDS) if (field !== 'text') take(field, named(field, free()));
  if (!guess.url)
    take(
      'url',
      free().find((column) => all(rows, column, /^https?:\/\/\S+$/)),
    );
  if (!guess.date)
    take(
      'date',
      free().find((column) => all(rows, column, /^\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?$/)),
    );
  return guess;
}

/** The column that is called so, where its texts are not much shorter than the longest; else the one with the longest. */
function textColumn(columns: readonly string[], rows: TableSample['rows']): string | undefined {
  const lengths = new Map(columns.map((column) => [column, averageLength(rows, column)]));
  const longest = [...columns].sort((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0))[0];
  const byName = named('text', columns);
  const isLongEnough = (lengths.get(byName ?? '') ?? 0) >= (lengths.get(longest ?? '') ?? 0) / 5;
  return byName !== undefined && isLongEnough ? byName : longest;
}

function named(field: Field, columns: readonly string[]): string | undefined {
  for (const name of NAMES[field].split(/\s+/)) {
    const found = columns.find((column) => bare(column) === name || bare(column.split('.').at(-1) ?? '') === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const bare = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const values = (rows: TableSample['rows'], column: string): string[] =>
  rows.map((row: ReadonlyMap<string, Cell>) => cellText(row.get(column), '\n').trim()).filter((value) => value !== '');

const all = (rows: TableSample['rows'], column: string, pattern: RegExp): boolean => {
  const found = values(rows, column);
  return found.length > 0 && found.every((value) => pattern.test(value));
};

function averageLength(rows: TableSample['rows'], column: string): number {
  return values(rows, column).reduce((sum, value) => sum + value.length, 0) / Math.max(1, rows.length);
}

/** The columns to read a table by. Throws AppError 'bad-input' where one is not there, or none holds texts. */
export function chosenColumns({ columns }: Table, sample: TableSample, given: TableColumns | undefined): TableColumns {
  const { text, ...others } = given ?? guessColumns(columns, sample);
  const known = columns.slice(0, 20).join(', ');
  if (text === undefined)
    throw new AppError('bad-input', `No column of this table holds texts. Its columns: ${known}.`);
  const missing = [text, ...Object.values(others)].find((name) => name !== undefined && !columns.includes(name));
  if (missing !== undefined)
    throw new AppError('bad-input', `This table has no column “${missing}”. Its columns: ${known}.`);
  return { text, ...others };
}
