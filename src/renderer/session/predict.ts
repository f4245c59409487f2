/** What an edit will do, worked out in the window so that it can be shown before the core has answered. */
import type { EditOp } from '../../shared/contract/history.ts';
import type { Input } from '../../shared/contract/index.ts';
import type { ProjectInfo } from '../../shared/contract/project.ts';
import type { Article, Id, Relation, RelationType, RowChange, Span, Status } from '../../shared/model.ts';
import { relationFor } from '../../shared/relating.ts';
import { refusedBySettings } from '../../shared/span-rules.ts';
import { tagsAfter } from '../../shared/tags.ts';
import type { OpenArticleState, ProjectState } from './session-store.ts';

type Predictions = { [K in EditOp]: (state: ProjectState, input: Input<K>, now: string) => RowChange[] };

/** Row changes of an edit that is likely to succeed. Empty where it is not: then the core's answer says why. */
export function predict<K extends EditOp>(state: ProjectState, op: K, input: Input<K>, now: string): RowChange[] {
  return predictions[op](state, input, now);
}

const nothing = (): RowChange[] => [];

const predictions: Predictions = {
  'span.add': ({ open, project, annotatorId }, { id, articleId, label, fragments }, now) => {
    if (!open || !project || open.article.id !== articleId || !annotatorId) return [];
    const after: Span = {
      id,
      articleId,
      annotatorId,
      label,
      fragments,
      quotes: quotesOf(open.text, fragments),
      attributes: {},
      entityId: null,
      note: '',
      origin: 'manual',
      createdAt: now,
      updatedAt: now,
    };
    return isAllowed(open, project, null, after) ? [{ table: 'span', id, before: null, after }] : [];
  },

  'span.update': ({ open, project }, { id, label, fragments, note, attributes }, now) => {
    const before = open?.spans.get(id);
    if (!open || !project || !before) return [];
    if (label && !relationsAllow(open, project.relationTypes, id, label)) return [];
    const after: Span = {
      ...before,
      label: label ?? before.label,
      note: note ?? before.note,
      attributes: attributes ?? before.attributes,
      fragments: fragments ?? before.fragments,
      quotes: fragments ? quotesOf(open.text, fragments) : before.quotes,
      updatedAt: now,
    };
    if ((label || fragments) && !isAllowed(open, project, before, after)) return [];
    return [{ table: 'span', id, before, after }];
  },

  'span.delete': ({ open }, { id }) => {
    const before = open?.spans.get(id);
    if (!open || !before) return [];
    const relations = relationsOf(open, id).map(removedRelation);
    return [...relations, { table: 'span', id, before, after: null }];
  },

  'relation.add': ({ open, project, annotatorId }, { id, source, target }, now) => {
    const from = open?.spans.get(source);
    const to = open?.spans.get(target);
    if (!open || !project || !annotatorId || !from || !to) return [];
    const candidate = relationFor(from, to, project.relationTypes, project.labels);
    if ('refused' in candidate || candidate.source !== source) return [];
    const articleId = open.article.id;
    const after: Relation = { id, articleId, annotatorId, ...candidate, origin: 'manual', createdAt: now };
    return [{ table: 'relation', id, before: null, after }];
  },

  'relation.update': ({ open }, { id, target }) => {
    const before = open?.relations.get(id);
    return before ? [{ table: 'relation', id, before, after: { ...before, target } }] : [];
  },

  'relation.delete': ({ open }, { id }) => {
    const before = open?.relations.get(id);
    return before ? [removedRelation(before)] : [];
  },

  'article.setStatus': ({ summaries, annotatorId }, { ids, status }) =>
    ids.flatMap((articleId) => {
      const summary = summaries.get(articleId);
      return summary && annotatorId ? [statusChange(articleId, annotatorId, summary.status, status)] : [];
    }),

  'article.update': (state, { id, title, author, date, outlet }) =>
    articleChange(state, id, (article) => ({
      ...article,
      title: title ?? article.title,
      author: author ?? article.author,
      date: date ?? article.date,
      outlet: outlet ?? article.outlet,
    })),

  'article.archive': (state, { ids, archived }) =>
    ids.flatMap((id) => articleChange(state, id, (article) => ({ ...article, archived }))),

  'article.setTags': (state, { ids, add, remove }) =>
    ids.flatMap((id) =>
      articleChange(state, id, (article) => ({ ...article, tags: tagsAfter(article.tags, add, remove) })),
    ),

  'project.update': ({ project: info }, { name, guidelines, settings }) => {
    if (!info) return [];
    const before = info.project;
    const after = {
      ...before,
      name: name ?? before.name,
      guidelines: guidelines ?? before.guidelines,
      settings: settings ?? before.settings,
    };
    return [{ table: 'project', id: before.id, before, after }];
  },

  'label.setActive': ({ project }, { id, active }) => {
    const before = project?.labels.find((label) => label.id === id);
    return before ? [{ table: 'label', id, before, after: { ...before, active } }] : [];
  },

  'label.save': ({ project }, { id, ...given }) => {
    const before = project?.labels.find((label) => label.id === id);
    return before ? [{ table: 'label', id: before.id, before, after: { ...before, ...given } }] : [];
  },

  'attribute.save': ({ project }, { id, name, values }) => {
    const before = project?.attributes.find((attribute) => attribute.id === id);
    if (!before) return [];
    const after = { ...before, name, values: values.map((value) => ({ name: value.name, key: value.key })) };
    return [{ table: 'attribute', id: before.id, before, after }];
  },

  'relationType.save': ({ project }, { id, name }) => {
    const before = project?.relationTypes.find((type) => type.id === id);
    return before ? [{ table: 'relation_type', id: before.id, before, after: { ...before, name } }] : [];
  },

  // The rest of the label set is for the core to work out: positions, what is in use.
  'label.arrange': nothing,
  'label.remove': nothing,
  'attribute.remove': nothing,
  'relationType.remove': nothing,
  'labelSet.load': nothing,
  // What the layer was is not at hand.
  'edit.goBack': nothing,
};

/** Whether the project's settings allow what a span becomes. */
function isAllowed(open: OpenArticleState, { project }: ProjectInfo, before: Span | null, after: Span): boolean {
  const others = open.spans.values().filter(({ id }) => id !== after.id);
  return refusedBySettings(project.settings, before, after, others) === null;
}

const quotesOf = (text: string, fragments: Span['fragments']): string[] =>
  fragments.map(({ start, end }) => text.slice(start, end));

const removedRelation = (before: Relation): RowChange => ({ table: 'relation', id: before.id, before, after: null });

/** Whether the relations that a span has are still right when it gets another label. */
function relationsAllow(open: OpenArticleState, types: readonly RelationType[], spanId: Id, label: Id): boolean {
  return relationsOf(open, spanId).every(({ type: typeId, source }) => {
    const type = types.find(({ id }) => id === typeId);
    return label === (source === spanId ? type?.sourceLabel : type?.targetLabel);
  });
}

/** The relations at either end of a span. */
export const relationsOf = (open: OpenArticleState, spanId: Id): Relation[] =>
  [...open.relations.values()].filter(({ source, target }) => source === spanId || target === spanId);

function statusChange(articleId: Id, annotatorId: Id, before: Status, after: Status): RowChange {
  const id = `${articleId}:${annotatorId}`;
  const row = { id, articleId, annotatorId };
  return { table: 'status', id, before: { ...row, status: before }, after: { ...row, status: after } };
}

function articleChange(state: ProjectState, id: Id, change: (article: Article) => Article): RowChange[] {
  const before = state.summaries.get(id)?.article;
  return before ? [{ table: 'article', id, before, after: change(before) }] : [];
}
