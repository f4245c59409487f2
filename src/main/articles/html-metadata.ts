/** What a web page says about its article: JSON-LD first, then OpenGraph and other meta elements, then the page itself. */
import { parseUntrusted } from '../untrusted-json.ts';
import type { HtmlDocument } from './html-nodes.ts';
import type { Metadata } from './metadata.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Most objects of JSON-LD that are looked at: a page is untrusted input. */
const MOST_OBJECTS = 2000;

/** Every field is empty where the page does not tell. */
export function htmlMetadata(document: HtmlDocument): Metadata {
  const linked = fromJsonLd(document);
  const meta = metaReader(document);
  const outlet = linked.outlet || meta('og:site_name', 'application-name', 'dc.publisher', 'citation_journal_title');
  const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? '';
  return {
    title:
      linked.title ||
      meta('og:title', 'twitter:title', 'dc.title', 'citation_title') ||
      withoutOutlet(text('title'), outlet) ||
      text('h1'),
    author:
      linked.author ||
      meta('author', 'article:author', 'parsely-author', 'dc.creator', 'citation_author', 'byl') ||
      text('[rel=author], [itemprop=author]'),
    date:
      linked.date ||
      meta(
        'article:published_time',
        'date',
        'pubdate',
        'parsely-pub-date',
        'dc.date',
        'dcterms.created',
        'datepublished',
      ) ||
      timeOf(document),
    outlet,
    url:
      linked.url || document.querySelector('link[rel=canonical]')?.getAttribute('href')?.trim() || meta('og:url') || '',
  };
}

/** Reads the first of several meta elements, by name or property, that says something. A profile's address is no name. */
function metaReader(document: HtmlDocument): (...names: string[]) => string {
  const contents = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content')?.trim();
    for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      if (name && content && !contents.has(name)) contents.set(name, content);
    }
  }
  return (...names) => {
    const found = names.map((name) => [name, contents.get(name) ?? ''] as const);
    return found.find(([name, value]) => value && (name === 'og:url' || !/^https?:/i.test(value)))?.[1] ?? '';
  };
}

function timeOf(document: HtmlDocument): string {
  const time = document.querySelector('article time[datetime], time[pubdate][datetime], time[datetime]');
  return time?.getAttribute('datetime') ?? '';
}

/** "Dams to open - The Gazette" without the outlet, where that is known to be "The Gazette". */
function withoutOutlet(title: string, outlet: string): string {
  if (!outlet || !title.toLowerCase().endsWith(outlet.toLowerCase())) return title;
  return title.slice(0, -outlet.length).replace(/\s*[-–—|•·:»]\s*$/u, '') || title;
}

function fromJsonLd(document: HtmlDocument): Metadata {
  const articles: JsonObject[] = [];
  for (const script of document.querySelectorAll('script')) {
    if (script.getAttribute('type')?.trim().toLowerCase() !== 'application/ld+json') continue;
    articles.push(...objectsIn(parse(script.textContent ?? '')).filter(isArticle));
  }
  const [article = {}] = articles;
  const page = article.mainEntityOfPage;
  return {
    title: names(article.headline) || names(article.name),
    author: names(article.author) || names(article.creator),
    date: names(article.datePublished) || names(article.dateCreated),
    outlet: names(article.publisher),
    url: names(article.url) || (isObject(page) ? names(page['@id']) : names(page)),
  };
}

function parse(json: string): Json {
  const parsed = parseUntrusted(json);
  return 'value' in parsed ? (parsed.value as Json) : null;
}

/** All objects in a value, the outer ones first. */
function objectsIn(value: Json): JsonObject[] {
  const objects: JsonObject[] = [];
  const queue: Json[] = [value];
  for (let next = 0; next < queue.length && next < MOST_OBJECTS; next++) {
    const item = queue[next] ?? null;
    if (isObject(item)) objects.push(item);
    if (item !== null && typeof item === 'object') queue.push(...Object.values(item).slice(0, MOST_OBJECTS));
  }
  return objects;
}

function isArticle(object: JsonObject): boolean {
  const types = [object['@type'] ?? null].flat();
  return types.some((type) => typeof type === 'string' && /(?:Article|BlogPosting|Report)$/.test(type));
}

/** A string, the name of an object, or those of several, joined by commas. */
function names(value: Json | undefined): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.slice(0, 50).map(names).filter(Boolean).join(', ');
  return isObject(value) && typeof value.name === 'string' ? value.name.trim() : '';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
