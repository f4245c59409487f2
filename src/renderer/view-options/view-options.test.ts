import { expect, test } from 'vitest';
import { DEFAULT_VIEW, textSizeBeside, viewOptionsFromText } from './view-options.ts';

test('options come back as they were kept; what makes no sense is as at first', () => {
  const options = { textSize: 21, width: 'wide', spacing: 'open', invisibles: true } as const;
  expect(viewOptionsFromText(JSON.stringify(options))).toEqual(options);
  expect(viewOptionsFromText(null)).toEqual(DEFAULT_VIEW);
  expect(viewOptionsFromText('[')).toEqual(DEFAULT_VIEW);
  expect(viewOptionsFromText('{"textSize":900,"width":"8","spacing":null,"invisibles":"yes"}')).toEqual(DEFAULT_VIEW);
});

test('text sizes go up and down by steps and stop at the ends', () => {
  expect(textSizeBeside(17.5, 1)).toBe(19);
  expect(textSizeBeside(17.5, -1)).toBe(16);
  expect(textSizeBeside(28, 1)).toBe(28);
  expect(textSizeBeside(14, -1)).toBe(14);
});
