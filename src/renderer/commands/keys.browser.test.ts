import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CommandId } from '../../shared/commands.ts';
import { createWorkbench } from '../session/connect.ts';
import { projectState, TEXT } from '../session/session.fixture.ts';
import type { Workbench } from '../session/workbench.ts';
import { bindKeys } from './keys.ts';

let w: Workbench;
let ran: CommandId[];
let calls: { name: string; input: unknown }[];
let unbind: () => void;

beforeEach(() => {
  ran = [];
  calls = [];
  w = createWorkbench({
    call: (name, input) => {
      calls.push({ name, input });
      return new Promise(() => {});
    },
    on: () => () => {},
    take: () => Promise.reject(new Error('no files here')),
    onConnection: () => () => {},
  });
  w.edits.load(() => projectState());
  unbind = bindKeys(w, (id) => ran.push(id));
  document.body.innerHTML = `
    <div id="text" tabindex="0" contenteditable="false" role="document">text</div>
    <input id="field" aria-label="field" />
    <div role="dialog"><button id="inside">inside</button></div>
    <div data-pane="articles"><button id="row">row</button></div>`;
  focus('text');
});
afterEach(() => unbind());

const focus = (id: string) => document.getElementById(id)?.focus();
const select = (quote: string) => {
  const start = TEXT.indexOf(quote);
  w.view.setState({ selection: { start, end: start + quote.length } });
};
const spans = () => [...(w.session.getState().open?.spans.values() ?? [])];

describe('commands', () => {
  test('a letter runs its command where the text has the focus, though it is not editable', async () => {
    await userEvent.keyboard('j');
    expect(ran).toEqual(['go.nextArticle']);
  });

  test('letters are left to text fields, while the palette and panes are not', async () => {
    focus('field');
    await userEvent.keyboard('jr1?{Delete}');
    const field = document.querySelector('input');
    expect(field?.value).toBe('jr1?');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(field?.value).toBe('');
    expect(ran).toEqual([]);
    await userEvent.keyboard('{Control>}k{/Control}{F6}');
    expect(ran).toEqual(['view.palette', 'go.nextPane']);
  });

  test('nothing runs from within a dialog, nor while one is open', async () => {
    focus('inside');
    await userEvent.keyboard('j{Control>}k{/Control}');
    focus('text');
    w.view.setState({ dialog: { name: 'shortcuts' } });
    await userEvent.keyboard('j1');
    expect(ran).toEqual([]);
  });

  test('a sign that is on Shift is the key it is', async () => {
    await userEvent.keyboard('{Shift>}?{/Shift}');
    expect(ran).toEqual(['help.keys']);
  });

  test('what is not offered does not run', async () => {
    await userEvent.keyboard('r{Delete}a');
    w.edits.load((state) => ({ ...state, project: state.project && { ...state.project, readOnly: 'In use.' } }));
    await userEvent.keyboard('{F2}');
    expect(ran).toEqual([]);
  });

  test('Delete in the article list does not delete a span', async () => {
    select('Marrow');
    await userEvent.keyboard('1');
    focus('row');
    await userEvent.keyboard('{Delete}');
    expect(ran).toEqual([]);
    focus('text');
    await userEvent.keyboard('{Delete}');
    expect(ran).toEqual(['span.delete']);
  });
});

describe('label keys', () => {
  test('make a span of the selection, snapped to words', async () => {
    select('arrow sai');
    await userEvent.keyboard('2');
    expect(spans()).toMatchObject([{ label: 'claim', quotes: ['Marrow said'] }]);
    expect(w.view.getState()).toMatchObject({ selection: null, activeSpanId: spans()[0]?.id });
    expect(calls.map(({ name }) => name)).toEqual(['span.add']);
  });

  test('with Alt, keep the selection as it is', async () => {
    select('arrow sai');
    await userEvent.keyboard('{Alt>}2{/Alt}');
    expect(spans()).toMatchObject([{ quotes: ['arrow sai'] }]);
  });

  test('relabel the active span where nothing is selected', async () => {
    select('Marrow');
    await userEvent.keyboard('2');
    await userEvent.keyboard('1');
    expect(spans()).toMatchObject([{ label: 'speaker' }]);
  });

  test('of a label that is switched off do nothing, and follow the labels of the project', async () => {
    select('Marrow');
    const withClaim = (active: boolean) =>
      w.edits.load((state) => ({
        ...state,
        project: state.project && {
          ...state.project,
          labels: state.project.labels.map((label) => (label.id === 'claim' ? { ...label, active } : label)),
        },
      }));
    withClaim(false);
    await userEvent.keyboard('2');
    expect(spans()).toEqual([]);
    withClaim(true);
    await userEvent.keyboard('2');
    expect(spans()).toHaveLength(1);
  });

  test("do nothing on another annotator's layer", async () => {
    w.edits.load((state) => ({ ...state, open: state.open && { ...state.open, annotatorId: 'other' } }));
    select('Marrow');
    await userEvent.keyboard('1');
    expect(spans()).toEqual([]);
    expect(calls).toEqual([]);
  });
});

describe('keys of attribute values', () => {
  beforeEach(() => {
    const values = [
      { name: 'mild', key: 'd' },
      { name: 'sharp', key: '+' },
    ];
    const attributes = [{ id: 'tone', label: 'claim', name: 'Tone', values, position: 1 }];
    w.edits.load((state) => ({ ...state, project: state.project && { ...state.project, attributes } }));
  });

  test('set the value of the active span, change it, and take it off again', async () => {
    select('that it may rain');
    await userEvent.keyboard('2');
    await userEvent.keyboard('d');
    expect(spans()).toMatchObject([{ attributes: { tone: 'mild' } }]);
    await userEvent.keyboard('{Shift>}+{/Shift}');
    expect(spans()).toMatchObject([{ attributes: { tone: 'sharp' } }]);
    expect(w.view.getState().announcement).toBe('Tone: sharp.');
    await userEvent.keyboard('+');
    expect(spans()[0]?.attributes).toEqual({});
  });

  test('do nothing on a span of another label, or where none is active', async () => {
    await userEvent.keyboard('d');
    select('Marrow');
    await userEvent.keyboard('1');
    await userEvent.keyboard('d');
    expect(spans()).toMatchObject([{ label: 'speaker', attributes: {} }]);
    expect(calls.map(({ name }) => name)).toEqual(['span.add']);
  });
});

describe('on another keyboard', () => {
  const press = (key: string, code: string) =>
    document
      .getElementById('text')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));

  test('the label at the place of the digit is applied, and a sign that is a command stays one', () => {
    select('Marrow');
    press('&', 'Digit1');
    expect(spans()).toMatchObject([{ label: 'speaker' }]);
    press(',', 'KeyM');
    expect(ran).toEqual(['go.previousSpan']);
  });
});

describe('picking a span', () => {
  beforeEach(async () => {
    select('that it may rain');
    await userEvent.keyboard('2');
    w.view.setState({ pickingFrom: spans()[0]?.id ?? null });
  });

  test('Enter relates the span that was gone to; a pair that does not fit is refused and picking goes on', async () => {
    select('Marrow');
    await userEvent.keyboard('1');
    await userEvent.keyboard('{Enter}');
    expect(w.session.getState().open?.relations.size).toBe(1);
    expect(w.view.getState().pickingFrom).toBeNull();
    w.view.setState({ pickingFrom: spans()[1]?.id ?? null });
    select('Hale');
    await userEvent.keyboard('1');
    await userEvent.keyboard('{Enter}');
    expect(w.view.getState().pickingFrom).not.toBeNull();
    expect(w.tasks.getState().toasts).toMatchObject([{ tone: 'bad' }]);
  });

  test('Escape stops', async () => {
    await userEvent.keyboard('{Escape}');
    expect(w.view.getState()).toMatchObject({ pickingFrom: null, activeSpanId: spans()[0]?.id });
    await userEvent.keyboard('{Escape}');
    expect(w.view.getState().activeSpanId).toBeNull();
  });
});
