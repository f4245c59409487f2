/** What the bench drives: one text-annotation front end behind the same few functions. Offsets are UTF-16. */

export type BenchSpan = { id: string; label: string; start: number; end: number };

export type BenchView = {
  meta: { title: string; version: string; overlaps: boolean; paints?: 'highlights' };
  /** Makes what is there before an article is opened; not counted. */
  prepare?(root: HTMLElement): Promise<void> | void;
  open(text: string, spans: readonly BenchSpan[], root: HTMLElement): Promise<void> | void;
  /** Adds a span to the text and gives its id. */
  add(span: BenchSpan): Promise<string> | string;
  remove(id: string): Promise<void> | void;
  scroller(): HTMLElement;
  /** Resolves when the whole text is in the document. */
  complete?(): Promise<void>;
  painted?(): boolean;
  isPainted?(id: string): boolean;
  reveal?(span: BenchSpan): void;
  /** How many marks are painted. */
  rendered?(): number;
  /** The ids of the spans under a point of the window. */
  hit?(x: number, y: number): string[];
};
