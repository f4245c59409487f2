import { AppError } from '../../shared/errors.ts';
import type { Article } from '../../shared/model.ts';
import { tagsAfter } from '../../shared/tags.ts';

const MOST_TAGS = 200;

/** The tags of an article after some were added and some removed. Throws AppError 'too-large' above 200 of them. */
export function changedTags({ title, tags }: Article, add: readonly string[], remove: readonly string[]): string[] {
  const changed = tagsAfter(tags, add, remove);
  if (changed.length > MOST_TAGS)
    throw new AppError('too-large', `“${title}” would have more than ${MOST_TAGS} tags, the most an article can have.`);
  return changed;
}
