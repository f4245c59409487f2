/** Spans as tags of tokens, and back. */
export type Scheme = 'iob2' | 'bilou';
type Stretch = { first: number; last: number };

/** The tags of the tokens that have one, by the index of the token. The stretches do not overlap. */
export function tagsOf(stretches: readonly Stretch[], label: string, scheme: Scheme): Map<number, string> {
  const tags = new Map<number, string>();
  for (const { first, last } of stretches)
    for (let token = first; token <= last; token++) tags.set(token, `${signAt(token, first, last, scheme)}-${label}`);
  return tags;
}

function signAt(token: number, first: number, last: number, scheme: Scheme): string {
  if (scheme === 'bilou' && token === last) return token === first ? 'U' : 'L';
  return token === first ? 'B' : 'I';
}

/** The stretches that tags mark, in either scheme. Throws where a tag goes on with what has not begun. */
export function stretchesIn(tags: readonly string[]): (Stretch & { label: string })[] {
  const found: (Stretch & { label: string })[] = [];
  let open: (Stretch & { label: string }) | null = null;
  for (const [token, tag] of tags.entries()) {
    const [, sign, label = ''] = /^([BILU])-(.+)$/.exec(tag) ?? [];
    if (sign === undefined && tag !== 'O') throw new Error(`there is no tag ${tag}`);
    if (sign === 'I' || sign === 'L') {
      if (!open || open.label !== label) throw new Error(`${tag} has no beginning`);
      open.last = token;
    } else if (sign) {
      open = { first: token, last: token, label };
      found.push(open);
    }
    if (sign !== 'B' && sign !== 'I') open = null;
  }
  return found;
}
