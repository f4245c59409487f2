/** A Markdown file as guidelines. */

/** UTF-16 units; what a project takes. */
const LONGEST = 1_000_000;

/** The text of a file with LF at its line ends, or why it cannot be taken. */
export async function readMarkdownFile(file: File): Promise<{ text: string } | { failure: string }> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return { failure: `${file.name} is not text in UTF-8. Save it as UTF-8 and load it again.` };
  }
  if (text.length > LONGEST) return { failure: `${file.name} is longer than a million characters.` };
  return { text: text.replace(/\r\n?/g, '\n') };
}
