/**
 * Makes a project out of rows of which some are missing: every row that is left finds what it refers to, and every span
 * its quote in its text. What cannot stay is taken out, and told.
 */
import { randomUUID } from 'node:crypto';
import type { Article, Rows, Span, Table } from '../../shared/model.ts';
import { DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../labels/default-labels.ts';
import { DEFAULT_SETTINGS } from '../projects/default-settings.ts';
import type { Rowset } from './decide.ts';

/** The texts that were saved. */
export type Texts = {
  /** The text by its hash, or null. */
  text(article: Article): string | null;
  hasRaw(article: Article): boolean;
};

export type Mended = {
  /** Articles whose text is lost: not in the project any more. */
  withoutText: Article[];
  /** Articles whose original bytes are lost, and that are kept with their text as their original. */
  withoutRaw: Article[];
  /** Rows that had to be left out since what they are about is lost, or does not match it. */
  left: { [T in Table]: Rows[T][] };
  /** What was put in since others refer to it, in words. */
  standIns: string[];
};

/** Changes `rows`. `logged` gives another state of a span, by which it may match its text after all. */
export function mend(
  rows: Rowset,
  texts: Texts,
  logged: (id: string) => Span | null | undefined,
  name: string,
): Mended {
  const mended: Mended = {
    withoutText: [],
    withoutRaw: [],
    left: Object.fromEntries(Object.keys(rows).map((table) => [table, []])) as unknown as Mended['left'],
    standIns: [],
  };

  function leave<T extends Table>(table: T, row: Rows[T]): void {
    rows[table].delete(row.id);
    mended.left[table].push(row);
  }
  function standIn<T extends Table>(table: T, row: Rows[T], what: string): void {
    rows[table].set(row.id, row);
    mended.standIns.push(what);
  }
  function needLabel(id: string): void {
    if (rows.label.has(id)) return;
    const known = DEFAULT_LABELS.find((label) => label.id === id);
    const position = 1 + Math.max(0, ...[...rows.label.values()].map((label) => label.position));
    const plain = { id, name: id, colour: '#6b7280', key: '', description: '', active: true, position };
    standIn('label', known ?? plain, `the label ${known?.name ?? id}`);
  }
  function needEntity(id: string | null): void {
    if (id === null || rows.entity.has(id)) return;
    standIn('entity', { id, name: `Entity ${id.slice(0, 8)}`, note: '' }, `the name of the entity ${id}`);
  }
  function needAnnotator(id: string): void {
    if (rows.annotator.has(id)) return;
    standIn('annotator', { id, name: `Annotator ${id.slice(0, 8)}` }, `the name of the annotator ${id}`);
  }

  mendProject();
  mendArticles();
  for (const status of [...rows.status.values()])
    if (!rows.article.has(status.articleId)) leave('status', status);
    else needAnnotator(status.annotatorId);
  // By article, so that each text is read once.
  for (const span of [...rows.span.values()].sort((a, b) => (a.articleId < b.articleId ? -1 : 1))) mendSpan(span);
  for (const relation of [...rows.relation.values()]) needRelationType(relation.type);
  for (const { sourceLabel, targetLabel } of rows.relation_type.values()) [sourceLabel, targetLabel].forEach(needLabel);
  for (const { label } of rows.attribute.values()) needLabel(label);
  mendRelations();
  return mended;

  function mendProject(): void {
    const [project, ...others] = rows.project.values();
    for (const other of others) leave('project', other);
    if (project) return;
    const plain = { name, guidelines: '', settings: DEFAULT_SETTINGS, createdAt: new Date().toISOString() };
    standIn('project', { id: randomUUID(), ...plain }, 'the name, guidelines and settings of the project');
  }

  function mendArticles(): void {
    const hashes = new Set<string>();
    for (const article of [...rows.article.values()]) {
      const text = texts.text(article);
      if (text === null || text.length !== article.size || hashes.has(article.textHash)) {
        rows.article.delete(article.id);
        mended.withoutText.push(article);
        continue;
      }
      hashes.add(article.textHash);
      if (texts.hasRaw(article)) continue;
      rows.article.set(article.id, { ...article, rawHash: article.textHash });
      mended.withoutRaw.push(article);
    }
  }

  function mendSpan(span: Span): void {
    const article = rows.article.get(span.articleId);
    const text = article && texts.text(article);
    const other = logged(span.id);
    const matching =
      typeof text === 'string' ? [span, other].find((candidate) => candidate && matches(candidate, text)) : null;
    if (!matching) {
      leave('span', span);
      return;
    }
    needAnnotator(matching.annotatorId);
    needLabel(matching.label);
    needEntity(matching.entityId);
    rows.span.set(span.id, matching);
  }

  function needRelationType(id: string): void {
    const known = DEFAULT_RELATION_TYPES.find((type) => type.id === id);
    if (known && !rows.relation_type.has(id)) standIn('relation_type', known, `the relation “${known.name}”`);
  }

  function mendRelations(): void {
    const pairs = new Set<string>();
    for (const relation of [...rows.relation.values()]) {
      const { articleId, source, target, type } = relation;
      const pair = JSON.stringify([source, target, type]);
      const ends = [source, target].map((id) => rows.span.get(id)?.articleId);
      if (!rows.relation_type.has(type) || ends.some((of) => of !== articleId) || pairs.has(pair))
        leave('relation', relation);
      else {
        pairs.add(pair);
        needAnnotator(relation.annotatorId);
      }
    }
  }
}

const matches = ({ fragments, quotes }: Span, text: string): boolean =>
  fragments.length === quotes.length && fragments.every(({ start, end }, i) => text.slice(start, end) === quotes[i]);
