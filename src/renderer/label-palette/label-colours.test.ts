import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coloursIn, contrast, labelColours, parse, THEMES } from './label-colours.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('property: ink can be read on page, panel and ground in both themes, whatever the colour', () => {
  fc.assert(
    fc.property(colour, fc.constantFrom(...THEMES), (given, theme) => {
      const { ink, ground } = coloursIn(theme, given);
      for (const behind of [theme.page, theme.panel, parse(ground)]) {
        expect(contrast(parse(ink), behind)).toBeGreaterThanOrEqual(4.5);
      }
    }),
  );
});

test('a colour that can be read already stays as it is', () => {
  expect(coloursIn(THEMES[0], '#1f5fbf').ink).toBe('#1f5fbf');
});

test('contrast of black on white is 21', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
});

test('what is not a colour, or not a name, cannot get into the stylesheet', () => {
  const css = labelColours([{ id: 'a.b:c', colour: 'red; } * { display: none' }]);
  expect(css).toContain('--label-a_46_b_58_c-ink:');
  expect(css).not.toContain('display');
});
