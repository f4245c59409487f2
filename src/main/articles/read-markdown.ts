/** Markdown: the text that its author wrote, without the marks, one line a paragraph. */
import { lexer, type Token, type Tokens } from 'marked';
import { readFrontMatter } from './front-matter.ts';
import { cleanMetadata, type ReadText } from './metadata.ts';
import { htmlToText } from './read-html.ts';

/** Front matter gives the metadata, else the first heading the title. What is nested beyond the parser stays as it is. */
export function readMarkdown(source: string): ReadText {
  const { metadata, body } = readFrontMatter(source);
  const tokens = lex(body);
  if (!tokens) return { text: body, ...cleanMetadata(metadata) };
  const heading = tokens.find((token): token is Tokens.Heading => token.type === 'heading');
  const title = metadata.title || (heading ? inlineText(heading.tokens) : '');
  return { text: blockLines(tokens).join('\n'), ...cleanMetadata({ ...metadata, title }) };
}

function lex(source: string): Token[] | null {
  try {
    return lexer(source);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function blockLines(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => linesOf(token as Block));
}

type Block =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Text
  | Tokens.Code
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Table
  | Tokens.HTML
  | Tokens.Space
  | Tokens.Hr
  | Tokens.Def;

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return nonBlank(inlineText(block.tokens));
    case 'text':
      return nonBlank(block.tokens ? inlineText(block.tokens) : literal(block.text));
    case 'code':
      return nonBlank(block.text);
    case 'blockquote':
      return blockLines(block.tokens);
    case 'list':
      return block.items.flatMap((item, index) => itemLines(block, item, index));
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map((cell) => inlineText(cell.tokens).trim()).join(' | '));
    case 'html':
      return nonBlank(htmlToText(block.text));
    default:
      return [];
  }
}

function itemLines(list: Tokens.List, item: Tokens.ListItem, index: number): string[] {
  const [first = '', ...more] = blockLines(item.tokens);
  const bullet = list.ordered ? `${Number(list.start) + index}.` : '-';
  return [`${bullet} ${first}`.trimEnd(), ...more];
}

function nonBlank(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trimEnd() || []);
}

/** The text of what stands in a line; line feeds are breaks that the author asked for. */
function inlineText(tokens: readonly Token[]): string {
  let text = '';
  let unseen = false;
  for (const token of tokens as readonly Inline[]) {
    if (token.type === 'html') {
      if (/^<(?:script|style)\b/i.test(token.raw)) unseen = true;
      if (/^<\/(?:script|style)\b/i.test(token.raw)) unseen = false;
      if (/^<br\b/i.test(token.raw)) text += '\n';
    } else if (!unseen) {
      text += textOfInline(token);
    }
  }
  return text;
}

type Inline =
  | Tokens.Text
  | Tokens.Escape
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Link
  | Tokens.Image
  | Tokens.Codespan
  | Tokens.Br
  | Tokens.Checkbox
  | Tokens.Tag;

function textOfInline(token: Exclude<Inline, Tokens.Tag>): string {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlineText(token.tokens) : literal(token.text);
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
      return inlineText(token.tokens);
    case 'br':
      return '\n';
    case 'checkbox':
      return '';
    case 'image':
      return literal(token.text);
    default:
      return token.text;
  }
}

/** Text of one paragraph: line ends are spaces, and character references are what they stand for. */
function literal(text: string): string {
  const unwrapped = text.replace(/[ \t]*\n[ \t]*/g, ' ');
  return unwrapped.replace(
    /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi,
    (reference) => htmlToText(reference) || reference,
  );
}
