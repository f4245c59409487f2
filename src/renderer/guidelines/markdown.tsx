/**
 * Guidelines as React elements. They come from a project file that anyone may have written: HTML is shown as the text
 * it is, only https links are links, and no picture is loaded.
 */
import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { createElement, Fragment, memo, type ReactNode } from 'react';
import './markdown.css';

/** Deeper nesting is shown as it was typed. */
const DEEPEST = 16;
/** UTF-16 units. Longer paragraphs, which nobody writes, could keep the parser busy for minutes. */
const LONGEST_PARAGRAPH = 20_000;
/** The title of the panel is an h2. */
const FIRST_LEVEL = 3;

type Guidelines = {
  tokens: Token[];
  /** The level of the highest heading. */
  top: number;
};

/** Null where the text cannot be read as Markdown, so that it is to be shown as it is. */
export function parseGuidelines(text: string): Guidelines | null {
  if (text.split(/\n\s*\n/).some((paragraph) => paragraph.length > LONGEST_PARAGRAPH)) return null;
  try {
    const tokens = lexer(text);
    const levels = tokens.filter(isHeading).map(({ depth }) => depth);
    return { tokens, top: Math.min(6, ...levels) };
  } catch {
    // Nested too deep for the parser.
    return null;
  }
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

/** The headings of the text in order, each as it reads. */
export const headingsOf = ({ tokens }: Guidelines): string[] => tokens.filter(isHeading).map(wordsOf);

const wordsOf = (token: Token): string => {
  if (token.type === 'br') return ' ';
  return 'tokens' in token && token.tokens ? token.tokens.map(wordsOf).join('') : plain(token);
};
const plain = (token: Token): string => {
  const text = 'text' in token ? String(token.text) : '';
  return token.type === 'text' ? withCharacters(text) : text;
};

/** Markdown writes characters as HTML does, too: `&nbsp;`, `&#8220;`. What is no such name stays as it was typed. */
const withCharacters = (text: string): string =>
  text.replace(
    /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi,
    (name) => new DOMParser().parseFromString(name, 'text/html').body.textContent ?? name,
  );

type MarkdownProps = {
  text: string;
  /** The id in the document of the n-th heading, for those that are jumped to. */
  headingIds?: ReadonlyMap<number, string>;
};

export const Markdown = memo(function Markdown({ text, headingIds }: MarkdownProps) {
  const guidelines = parseGuidelines(text);
  if (!guidelines) return <pre className="markdown markdown-plain">{text}</pre>;
  let heading = 0;
  return (
    <div className="markdown" dir="auto">
      {guidelines.tokens.map((token, index) => {
        if (!isHeading(token)) return <Fragment key={key(index)}>{render(token, 0)}</Fragment>;
        const id = headingIds?.get(heading++);
        const level = Math.min(6, token.depth - guidelines.top + FIRST_LEVEL);
        const attributes = id === undefined ? {} : { id, tabIndex: -1 };
        return createElement(`h${level}`, { key: key(index), ...attributes }, children(token, 0));
      })}
    </div>
  );
});

/** Tokens have no names: their places are what tells them apart. */
const key = (index: number): string => `token-${index}`;

function children(token: { tokens?: Token[] }, depth: number): ReactNode {
  return token.tokens?.map((child, index) => <Fragment key={key(index)}>{render(child, depth + 1)}</Fragment>);
}

function render(token: Token, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'space':
    case 'def':
      return null;
    case 'hr':
      return <hr />;
    case 'br':
      return <br />;
    case 'heading':
      return (
        <p>
          <strong>{children(known, depth)}</strong>
        </p>
      );
    case 'paragraph':
      return <p>{children(known, depth)}</p>;
    case 'blockquote':
      return <blockquote>{children(known, depth)}</blockquote>;
    case 'list':
      return <List list={known} depth={depth} />;
    case 'table':
      return <Table table={known} depth={depth} />;
    case 'code':
      return <pre>{known.text}</pre>;
    case 'codespan':
      return <code>{known.text}</code>;
    case 'strong':
      return <strong>{children(known, depth)}</strong>;
    case 'em':
      return <em>{children(known, depth)}</em>;
    case 'del':
      return <del>{children(known, depth)}</del>;
    case 'checkbox':
      return known.checked ? '☑ ' : '☐ ';
    case 'link':
      return <Link link={known} depth={depth} />;
    case 'text':
      return known.tokens ? children(known, depth) : withCharacters(known.text);
    default:
      return plain(token);
  }
}

function Link({ link, depth }: { link: Tokens.Link; depth: number }) {
  const address = URL.parse(withCharacters(link.href));
  if (address?.protocol !== 'https:') return children(link, depth);
  return (
    <a href={address.href} target="_blank" rel="noopener noreferrer" title={address.href}>
      {children(link, depth)}
    </a>
  );
}

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  const items = list.items.map((item, index) => <li key={key(index)}>{children(item, depth)}</li>);
  return list.ordered ? <ol start={Number(list.start)}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table, depth }: { table: Tokens.Table; depth: number }) {
  return (
    <table>
      <thead>
        <tr>
          {table.header.map((cell, index) => (
            <th key={key(index)}>{children(cell, depth)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={key(index)}>
            {row.map((cell, column) => (
              <td key={key(column)}>{children(cell, depth)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
