/** Recogito's text annotator with its CSS highlight renderer. */
import { createTextAnnotator } from '@recogito/text-annotator';
import '@recogito/text-annotator/text-annotator.css';

const FILLS = { speaker: '#a9c8f5', claim: '#f5d9a9', condition: '#dcc2f2' };
const parts = [];
let scroller;
let annotator;

/** The paragraph that holds an offset; each has one text node, with its line feed. */
function partAt(offset) {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (parts[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return parts[low];
}

/** Given offsets alone, this renderer has no range to paint, so that each annotation brings its own. */
function annotationOf({ id, label, start, end }) {
  const range = document.createRange();
  const [from, to] = [partAt(start), partAt(end - 1)];
  range.setStart(from.node, start - from.start);
  range.setEnd(to.node, end - to.start);
  return {
    id,
    bodies: [{ id: `${id}-label`, annotation: id, purpose: 'tagging', value: label }],
    target: { annotation: id, selector: [{ quote: range.toString(), start, end, range }] },
  };
}

export const view = {
  meta: { title: 'Recogito text-annotator', version: '4.1.1', overlaps: true },
  open(text, spans, root) {
    scroller = root;
    const body = root.appendChild(document.createElement('div'));
    body.style.whiteSpace = 'pre-wrap';
    let start = 0;
    for (const line of text.split(/(?<=\n)/)) {
      const node = document.createTextNode(line);
      body.appendChild(document.createElement('p')).append(node);
      parts.push({ node, start });
      start += line.length;
    }
    annotator = createTextAnnotator(body, {
      renderer: 'CSS_HIGHLIGHTS',
      style: ({ bodies }) => ({ fill: FILLS[bodies[0].value], fillOpacity: 0.8 }),
    });
    annotator.setAnnotations(spans.map(annotationOf));
  },
  add(span) {
    annotator.addAnnotation(annotationOf(span));
    return span.id;
  },
  remove(id) {
    annotator.removeAnnotation(id);
  },
  scroller: () => scroller,
  painted: () => CSS.highlights.size > 0,
  isPainted: (id) => CSS.highlights.has(`_${id}`),
};
