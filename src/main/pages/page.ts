/** An article with one annotator's layer as one HTML page: it needs nothing beside it and runs nothing. */
import { type Attribution, attributionsOf, documentOrder } from '../../shared/attributions.ts';
import type { Article, Attribute, Entity, Label, Relation, RelationType, Span, Status } from '../../shared/model.ts';
import { escaped } from './escape.ts';
import { type Mark, markedBody } from './marked-body.ts';
import { pageStyle } from './page-style.ts';

export type PageContent = {
  article: Article;
  text: string;
  /** Whose layer it is. */
  annotator: string;
  status: Status;
  spans: readonly Span[];
  relations: readonly Relation[];
  labels: readonly Label[];
  relationTypes: readonly RelationType[];
  attributes: readonly Attribute[];
  entities: readonly Entity[];
};

/** What the parts of a page need to name a span. */
type Names = {
  numbers: ReadonlyMap<string, number>;
  labelIndex(span: Span): number;
  labelName(span: Span): string;
  attributeName(id: string): string;
  entityName(id: string): string;
};

export type Page = { body: string; style: string };

/** What a page holds: the marked text, then the attributions, then what is part of none. */
export function pageOf(content: PageContent): Page {
  const spans = [...content.spans].sort(documentOrder);
  const names = namesOf(content, spans);
  const marks = spans.map(
    (span): Mark => ({
      number: names.numbers.get(span.id) ?? 0,
      labelName: names.labelName(span),
      labelIndex: names.labelIndex(span),
      fragments: span.fragments,
    }),
  );
  const body = `<main class="page">
<h1 dir="auto">${escaped(content.article.title)}</h1>
${facts(content)}
<div class="text" lang="">${markedBody(content.text, marks)}</div>
${listsOf(content, spans, names)}
</main>`;
  return { body, style: pageStyle(content.labels) };
}

/** The whole file. */
export function pageFile(title: string, { body, style }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function namesOf({ labels, attributes, entities }: PageContent, ordered: readonly Span[]): Names {
  const indexes = new Map(labels.map(({ id }, index) => [id, index]));
  const labelNames = new Map(labels.map(({ id, name }) => [id, name]));
  const attributeNames = new Map(attributes.map(({ id, name }) => [id, name]));
  const entityNames = new Map(entities.map(({ id, name }) => [id, name]));
  return {
    numbers: new Map(ordered.map(({ id }, index) => [id, index + 1])),
    labelIndex: ({ label }) => indexes.get(label) ?? 0,
    labelName: ({ label }) => labelNames.get(label) ?? label,
    attributeName: (id) => attributeNames.get(id) ?? id,
    entityName: (id) => entityNames.get(id) ?? id,
  };
}

function facts({ article, annotator, status }: PageContent): string {
  const { author, outlet, date, url, source, words, tags } = article;
  return terms([
    ['Author', author],
    ['Outlet', outlet],
    ['Date', date],
    ['Address', url],
    ['File', source],
    ['Words', String(words)],
    ['Tags', tags.join(', ')],
    ['Annotated by', annotator],
    ['Status', status.replace('-', ' ')],
  ]);
}

/** A list of terms; those without a value are left out. */
function terms(pairs: readonly (readonly [string, string])[]): string {
  const rows = pairs.filter(([, value]) => value !== '');
  if (rows.length === 0) return '';
  return `<dl>${rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd>`).join('')}</dl>`;
}

function listsOf({ relations, relationTypes }: PageContent, spans: readonly Span[], names: Names): string {
  const { attributions } = attributionsOf(spans, relations);
  const shown = new Set(
    attributions.flatMap(({ claim, speakers, conditions, cues }) =>
      [claim, ...speakers, ...conditions, ...cues].map(({ id }) => id),
    ),
  );
  const others = spans.filter(({ id }) => !shown.has(id));
  return [
    list(
      'Attributions',
      attributions.map((attribution) => attributionItem(attribution, names)),
    ),
    list(
      'Spans in no attribution',
      others.map((span) => `<li>${spanLine(span, names)}</li>`),
    ),
    list('Further relations', furtherRelations(attributions, relations, relationTypes, spans, names)),
  ]
    .filter(Boolean)
    .join('\n');
}

const list = (heading: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<section>\n<h2>${heading}</h2>\n<ol class="spans">\n${items.join('\n')}\n</ol>\n</section>`;

function attributionItem({ claim, speakers, conditions, cues }: Attribution, names: Names): string {
  const part = (one: string, many: string, spans: readonly Span[]) =>
    spans.length === 0
      ? ''
      : `<dt>${spans.length === 1 ? one : many}</dt>${spans.map((span) => `<dd>${spanLine(span, names)}</dd>`).join('')}`;
  const parts = [
    part('Speaker', 'Speakers', speakers) || '<dt>Speaker</dt><dd>none marked</dd>',
    part('Condition', 'Conditions', conditions),
    part('Cue', 'Cues', cues),
  ];
  return `<li>${spanLine(claim, names)}<dl>${parts.join('')}</dl></li>`;
}

/** A span in a list: its name, which leads to it in the text, its words, and what is recorded of it. */
function spanLine(span: Span, names: Names): string {
  const about = [
    ...(span.entityId === null ? [] : [`stands for ${names.entityName(span.entityId)}`]),
    ...Object.entries(span.attributes).map(([id, value]) => `${names.attributeName(id)}: ${value}`),
    ...(span.note === '' ? [] : [`Note: ${span.note}`]),
  ];
  const more = about.length === 0 ? '' : ` <span class="about" dir="auto">(${escaped(about.join('; '))})</span>`;
  return `${spanName(span, names)} <bdi lang="">${escaped(span.quotes.join(' … '))}</bdi>${more}`;
}

function spanName(span: Span, names: Names): string {
  const number = names.numbers.get(span.id) ?? 0;
  return `<a class="name label-${names.labelIndex(span)}" href="#s${number}">${escaped(names.labelName(span))} ${number}</a>`;
}

/** Relations that no attribution shows: those of types that a project made itself. */
function furtherRelations(
  attributions: readonly Attribution[],
  relations: readonly Relation[],
  types: readonly RelationType[],
  spans: readonly Span[],
  names: Names,
): string[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const parts = new Set(
    attributions.flatMap(({ claim, speakers, conditions, cues }) =>
      [...speakers, ...conditions, ...cues].map(({ id }) => `${claim.id} ${id}`),
    ),
  );
  return relations.flatMap(({ type, source, target }) => {
    const [from, to] = [byId.get(source), byId.get(target)];
    if (!from || !to || parts.has(`${source} ${target}`)) return [];
    const name = types.find(({ id }) => id === type)?.name ?? type;
    return [`<li>${spanLine(from, names)} <b>${escaped(name)}</b> ${spanLine(to, names)}</li>`];
  });
}
