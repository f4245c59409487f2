import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../core.fixture.ts';

let core: TestCore;
beforeEach(async () => {
  core = openTestCore();
  await core.begin();
});
afterEach(() => core.close());

test('what was remembered is there after a restart, the latest value of each key', async () => {
  await core.ask('remembered.set', { key: 'a', value: '1' });
  await core.ask('remembered.set', { key: 'b', value: '2' });
  await core.ask('remembered.set', { key: 'a', value: '3' });
  await core.restart();
  expect(await core.ask('remembered.all', {})).toEqual({ a: '3', b: '2' });
});

test('a file that cannot be read is as good as none, and does not stand in the way', async () => {
  writeFileSync(core.at('data/remembered.json'), '{"a": 1');
  expect(await core.ask('remembered.all', {})).toEqual({});
  await core.ask('remembered.set', { key: 'a', value: '1' });
  expect(await core.ask('remembered.all', {})).toEqual({ a: '1' });
});
