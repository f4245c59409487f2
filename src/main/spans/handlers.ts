import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Annotator, Range, Span } from '../../shared/model.ts';
import { refusedBySettings } from '../../shared/span-rules.ts';
import { articleText } from '../articles/queries.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';
import { createRelationQueries } from '../relations/queries.ts';
import type { Writer } from '../store/history.ts';
import { createSpanQueries } from './queries.ts';

/** The text of each fragment. Throws AppError 'bad-input' where one ends outside the text or inside a character. */
function quotesOf(text: string, fragments: Range[]): string[] {
  return fragments.map(({ start, end }) => {
    const quote = text.slice(start, end);
    if (end > text.length || !quote.isWellFormed())
      throw new AppError(
        'bad-input',
        `A span cannot run from ${start} to ${end}: that is outside the text or inside a character.`,
      );
    return quote;
  });
}

/** One's own span, or AppError. Another annotator's layer is read-only. */
function ownSpan(writer: Writer, id: string, me: Annotator): Span {
  const span = writer.get('span', id);
  if (!span) throw new AppError('not-found', 'That span is no longer there.');
  if (span.annotatorId !== me.id)
    throw new AppError('read-only', 'That span belongs to another annotator, whose layer is read-only.');
  return span;
}

export function spanHandlers(context: Context) {
  const textOf = (articleId: string) => articleText(context.project(), articleId);

  function labelName(id: string): string {
    const label = projectInfo(context.project(), null).labels.find((l) => l.id === id);
    if (!label) throw new AppError('not-found', `There is no label ${id} in this project.`);
    return label.name.toLowerCase();
  }

  /** Relations that the span's new label no longer allows would be wrong pairings. */
  function checkRelations(writer: Writer, span: Span): void {
    for (const relation of context.project().use(createRelationQueries).atSpan(span.id)) {
      const type = writer.get('relation_type', relation.type);
      const wanted = relation.source === span.id ? type?.sourceLabel : type?.targetLabel;
      if (wanted !== span.label)
        throw new AppError(
          'conflict',
          `The span has a relation “${type?.name ?? relation.type}” that the label ${span.label} does not allow. Remove the relation first.`,
        );
    }
  }

  /** Throws AppError 'conflict' where the project's settings do not allow the span. `before` is null for a new one. */
  function checkSettings(before: Span | null, after: Span): void {
    const file = context.project();
    const { settings } = projectInfo(file, null).project;
    const layer =
      settings.nesting === 'allowed' ? [] : file.use(createSpanQueries).ofArticle(after.articleId, after.annotatorId);
    const others = layer.filter(({ id }) => id !== after.id);
    const refused = refusedBySettings(settings, before, after, others);
    if (refused) throw new AppError('conflict', refused);
  }

  function titleOf(change: Omit<Input<'span.update'>, 'id'>): string {
    if (change.label !== undefined) return `Relabel as ${labelName(change.label)}`;
    if (change.fragments) return 'Change the extent of a span';
    return change.note === undefined ? 'Change the attributes of a span' : 'Change the note of a span';
  }

  return {
    'span.add': ({ id, articleId, label, fragments }: Input<'span.add'>): Span =>
      context.edit(`Add ${labelName(label)}`, (writer, me) => {
        const known = writer.get('span', id);
        if (known) {
          if (known.articleId === articleId && known.annotatorId === me.id) return known;
          throw new AppError('conflict', 'There is another span with that id.');
        }
        const now = new Date().toISOString();
        const span: Span = {
          id,
          articleId,
          annotatorId: me.id,
          label,
          fragments,
          quotes: quotesOf(textOf(articleId), fragments),
          attributes: {},
          entityId: null,
          note: '',
          origin: 'manual',
          createdAt: now,
          updatedAt: now,
        };
        checkSettings(null, span);
        writer.put('span', span);
        return span;
      }),

    'span.update': ({ id, ...change }: Input<'span.update'>): Span =>
      context.edit(titleOf(change), (writer, me) => {
        const span = ownSpan(writer, id, me);
        const given = Object.fromEntries(
          Object.entries(change).filter(([, value]) => value !== undefined),
        ) as Partial<Span>;
        const next: Span = { ...span, ...given };
        if (given.fragments) next.quotes = quotesOf(textOf(span.articleId), given.fragments);
        if (given.label) checkRelations(writer, next);
        if (JSON.stringify(next) === JSON.stringify(span)) return span;
        if (given.label || given.fragments) checkSettings(span, next);
        next.updatedAt = new Date().toISOString();
        writer.put('span', next);
        return next;
      }),

    'span.delete': ({ id }: Input<'span.delete'>): null =>
      context.edit('Delete span', (writer, me) => {
        if (!writer.get('span', id)) return null;
        ownSpan(writer, id, me);
        for (const relation of context.project().use(createRelationQueries).atSpan(id))
          writer.remove('relation', relation.id);
        writer.remove('span', id);
        return null;
      }),
  };
}
