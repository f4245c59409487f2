/** What the project's settings do not allow, and merging a label would make all the same. */
import type { Label, ProjectSettings, Span } from '../../shared/model.ts';
import { countNested } from '../../shared/span-rules.ts';
import { counted } from './scheme.ts';

/** One sentence for each setting that the merged spans are against: what is there stays, and is said. */
export function againstSettings(
  settings: ProjectSettings,
  into: Label,
  { own, others }: { own: readonly Span[]; others: readonly Span[] },
): string[] {
  const found: string[] = [];
  const nested =
    settings.nesting === 'outermost' ? nestedIn([...own, ...others]) - nestedIn(own) - nestedIn(others) : 0;
  if (nested > 0)
    found.push(
      `${counted(nested, 'span')} will lie inside another “${into.name}”, though the project setting “Nesting” marks only the outermost.`,
    );
  const isOneClaim = settings.splitQuotes === 'several-claims' && into.id === 'claim';
  const split = isOneClaim ? own.filter(({ fragments }) => fragments.length > 1).length : 0;
  if (split > 0)
    found.push(
      `${counted(split, 'span')} in several pieces will be “${into.name}”, though the project setting “Split quotations” makes each piece a claim of its own.`,
    );
  return found;
}

/** How many of the spans lie inside another of the same layer. */
function nestedIn(spans: readonly Span[]): number {
  const layers = Map.groupBy(spans, ({ articleId, annotatorId }) => `${articleId} ${annotatorId}`);
  return layers.values().reduce((sum, layer) => sum + countNested(layer.map(({ fragments }) => fragments)), 0);
}
