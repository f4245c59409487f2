/** How long after a click or key a link may still follow from it, in milliseconds. */
const CLICK_LASTS = 1_000;

/**
 * Opens an address of the web outside Sayso: only https, and only when a person has just clicked or pressed a key, so
 * that nothing that the window shows can call home by itself. Answers whether it was opened.
 */
export function followLink(url: string, sinceInput: number, open: (url: string) => void): boolean {
  const address = URL.parse(url);
  if (address?.protocol !== 'https:' || sinceInput > CLICK_LASTS) return false;
  open(address.href);
  return true;
}
