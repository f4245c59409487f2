/** Tags with some added and some removed: sorted by code units, each once. A tag both added and removed is there. */
export function tagsAfter(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const removed = new Set(remove);
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...add])].sort();
}
