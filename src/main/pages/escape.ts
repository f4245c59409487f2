const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // HTML can hold no NUL.
  '\0': '\uFFFD',
};

/** Text as it is written between tags or in an attribute with double quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"\0]/g, (sign) => SIGNS[sign] ?? '');
