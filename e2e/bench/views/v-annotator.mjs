/** The span editor of doccano, a Vue 2 component. */
import library from 'v-annotator';
import 'v-annotator/dist/v-annotator.css';
import Vue from 'vue';

// A CommonJS module that says it has a default.
const VAnnotator = library.default ?? library;
const COLOURS = { speaker: '#a9c8f5', claim: '#f5d9a9', condition: '#dcc2f2' };
const LABELS = Object.keys(COLOURS);
const numbers = new Map();
let scroller;
let vm;

function entityOf({ id, label, start, end }) {
  const number = numbers.size + 1;
  numbers.set(id, number);
  return { id: number, label: LABELS.indexOf(label) + 1, startOffset: start, endOffset: end };
}

const marks = () => scroller.querySelectorAll('circle').length;

export const view = {
  meta: { title: 'v-annotator (doccano)', version: '0.1.31', overlaps: true },
  async prepare(root) {
    scroller = root;
    const labels = LABELS.map((text, index) => ({ id: index + 1, text, color: COLOURS[text] }));
    vm = new Vue({
      data: { text: '', entities: [] },
      render(make) {
        const { text, entities } = this;
        const props = {
          text,
          entities,
          entityLabels: labels,
          relations: [],
          relationLabels: [],
          allowOverlapping: true,
        };
        return make(VAnnotator, { props: { ...props, graphemeMode: false } });
      },
    }).$mount(root.appendChild(document.createElement('div')));
    // It waits before it looks how wide it is.
    await new Promise((resolve) => setTimeout(resolve, 800));
  },
  async open(text, spans) {
    vm.text = text;
    vm.entities = spans.map(entityOf);
    await vm.$nextTick();
  },
  async add(span) {
    vm.entities = [...vm.entities, entityOf(span)];
    await vm.$nextTick();
    return span.id;
  },
  async remove(id) {
    vm.entities = vm.entities.filter((entity) => entity.id !== numbers.get(id));
    await vm.$nextTick();
  },
  scroller: () => scroller,
  painted: () => marks() > 0,
};
