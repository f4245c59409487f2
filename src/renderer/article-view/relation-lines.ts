/** Lines from the active span to the spans it is related to. Client coordinates. */

const SVG = 'http://www.w3.org/2000/svg';
const BEND = 14;

export type Line = { from: DOMRect; to: DOMRect; colour: string };

/** Draws the lines into `parent`, in place of those drawn before. */
export function drawRelationLines(parent: SVGSVGElement, lines: readonly Line[], page: DOMRect): void {
  parent.replaceChildren(
    ...lines.flatMap(({ from, to, colour }) => {
      const path = document.createElementNS(SVG, 'path');
      const { d, end } = curve(from, to, page);
      path.setAttribute('d', d);
      path.style.stroke = colour;
      const dot = document.createElementNS(SVG, 'circle');
      dot.setAttribute('cx', String(end.x));
      dot.setAttribute('cy', String(end.y));
      dot.setAttribute('r', '3');
      dot.style.fill = colour;
      return [path, dot];
    }),
  );
}

/** Over the text where both are on one line, else from one edge to the other: never through the two spans themselves. */
function curve(from: DOMRect, to: DOMRect, page: DOMRect): { d: string; end: { x: number; y: number } } {
  const x1 = from.left + from.width / 2 - page.left;
  const x2 = to.left + to.width / 2 - page.left;
  const sameLine = Math.abs(from.top - to.top) < from.height / 2;
  const downward = !sameLine && to.top > from.top;
  const y1 = (downward ? from.bottom + 4 : from.top - 2) - page.top;
  const y2 = (downward || sameLine ? to.top - 2 : to.bottom + 4) - page.top;
  if (sameLine) {
    return { d: `M${x1} ${y1} C${x1} ${y1 - BEND} ${x2} ${y2 - BEND} ${x2} ${y2}`, end: { x: x2, y: y2 } };
  }
  const bend = Math.max(BEND, Math.abs(y2 - y1) / 2) * (downward ? 1 : -1);
  return { d: `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`, end: { x: x2, y: y2 } };
}
