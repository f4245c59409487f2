/** Which paragraph of the guidelines is about which label: the one whose heading is the label's name. */
import type { Id, Label } from '../../shared/model.ts';
import { headingsOf, parseGuidelines } from './markdown.tsx';

const folded = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The number of the first heading with the label's name, by label id; labels without one are left out. */
export function labelHeadings(text: string, labels: readonly Pick<Label, 'id' | 'name'>[]): Map<Id, number> {
  const guidelines = parseGuidelines(text);
  const headings = guidelines ? headingsOf(guidelines).map(folded) : [];
  const found = labels.map(({ id, name }) => [id, headings.indexOf(folded(name))] as const);
  return new Map(found.filter(([, at]) => at >= 0));
}
