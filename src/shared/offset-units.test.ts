import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from './awkward-text.fixture.ts';
import { OFFSET_UNITS } from './model.ts';
import { createOffsetConverter, createUnitSlicer, sliceUnit } from './offset-units.ts';

/** Long enough to cross checkpoints, which then fall inside surrogate pairs too. */
const longText = fc.tuple(awkwardText, fc.nat(600), awkwardText).map(([a, n, b]) => `${a}${'é😀'.repeat(n)}${b}`);

test('every offset has the length of what precedes it, counted another way', () => {
  fc.assert(
    fc.property(longText, fc.nat(), (text, seed) => {
      const converter = createOffsetConverter(text);
      const characters = Array.from(text);
      const kept = characters.slice(0, seed % (characters.length + 1));
      const offset = kept.join('').length;
      expect(converter.toUnit(offset, 'utf16')).toBe(offset);
      expect(converter.toUnit(offset, 'codepoint')).toBe(kept.length);
      expect(converter.toUnit(offset, 'byte')).toBe(Buffer.byteLength(kept.join('')));
      for (const unit of OFFSET_UNITS) expect(converter.fromUnit(converter.toUnit(offset, unit), unit)).toBe(offset);
    }),
  );
});

test('a slice by a unit is the slice of the text', () => {
  fc.assert(
    fc.property(longText, fc.nat(), fc.nat(), (text, one, other) => {
      const characters = Array.from(text);
      const [from, to] = [one, other].map((n) => n % (characters.length + 1)).sort((a, b) => a - b);
      const start = characters.slice(0, from).join('').length;
      const end = characters.slice(0, to).join('').length;
      const converter = createOffsetConverter(text);
      for (const unit of OFFSET_UNITS) {
        const slice = createUnitSlicer(text, unit);
        expect(slice(converter.toUnit(start, unit), converter.toUnit(end, unit))).toBe(text.slice(start, end));
      }
    }),
  );
});

test('the worked example of the formats page', () => {
  const text = 'Lagarde said rates will fall 😀 if inflation eases.';
  const { toUnit } = createOffsetConverter(text);
  const condition = [32, 50] as const;
  expect(condition.map((offset) => toUnit(offset, 'codepoint'))).toEqual([31, 49]);
  expect(condition.map((offset) => toUnit(offset, 'byte'))).toEqual([34, 52]);
  expect(sliceUnit(text, 31, 49, 'codepoint')).toBe('if inflation eases');
  expect(sliceUnit(text, 34, 52, 'byte')).toBe('if inflation eases');
});

test('inside a code point and outside the text there is no offset', () => {
  const { toUnit, fromUnit } = createOffsetConverter('é😀');
  for (const offset of [2, -1, 4, 0.5, Number.NaN])
    expect(() => toUnit(offset, 'byte'), `${offset}`).toThrow(RangeError);
  for (const offset of [1, 3, 4, 5, 7, -1, 0.5])
    expect(() => fromUnit(offset, 'byte'), `${offset}`).toThrow(RangeError);
  for (const offset of [3, -1, 1.5]) expect(() => fromUnit(offset, 'codepoint'), `${offset}`).toThrow(RangeError);
  expect(() => fromUnit(2, 'utf16')).toThrow(RangeError);
  expect(fromUnit(6, 'byte')).toBe(3);
  expect(() => sliceUnit('é😀', 1, 2, 'byte')).toThrow(RangeError);
  expect(() => sliceUnit('é😀', 1, 2, 'utf16')).toThrow(RangeError);
  expect(() => sliceUnit('é😀', 0, 3, 'codepoint')).toThrow(RangeError);
});

test('every code point is reached in every unit, and nothing between', () => {
  const text = `${'a'.repeat(255)}😀${'b'.repeat(254)}é😀`.repeat(3);
  const { fromUnit } = createOffsetConverter(text);
  let offset = 0;
  let bytes = 0;
  for (const character of text) {
    expect(fromUnit(bytes, 'byte')).toBe(offset);
    for (let within = 1; within < Buffer.byteLength(character); within++) {
      expect(() => fromUnit(bytes + within, 'byte')).toThrow(RangeError);
    }
    offset += character.length;
    bytes += Buffer.byteLength(character);
  }
});
