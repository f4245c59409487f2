import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppState } from '../shared/contract/app.ts';
import { unwrap } from '../shared/errors.ts';
import { connect, createTinyCore } from './core-channel.fixture.ts';
import { forkCore } from './core-fork.ts';
import { entryPoint } from './entry-point.ts';

describe('over a channel', () => {
  test('calls are answered, each with its own reply, and errors stay inside', async () => {
    const { core } = connect(createTinyCore);
    const replies = await Promise.all([core.call('echo', 1), core.call('nothing', null), core.call('echo', 'two')]);
    expect(replies).toEqual([
      { ok: true, value: 1 },
      { ok: false, error: { code: 'bad-input', message: 'no operation nothing' } },
      { ok: true, value: 'two' },
    ]);
    await core.close();
  });

  test('events arrive before the reply of the call that caused them, until one stops listening', async () => {
    const { core } = connect(createTinyCore);
    const heard: unknown[] = [];
    const stop = core.on((name, payload) => heard.push([name, payload]));
    await core.call('shout', 'a');
    stop();
    await core.call('shout', 'b');
    expect(heard).toEqual([['project.changed', 'a']]);
    await core.close();
  });

  test('files and places become tokens of this core alone; a refusal keeps its code', async () => {
    const { core } = connect(createTinyCore);
    const token = await core.take('/texts/one.txt', { name: 'One.txt' });
    expect(await core.pathOf(token)).toBe('/texts/one.txt');
    expect(await core.pathOf(await core.place('/texts/out.csv'))).toBe('/texts/out.csv');
    expect(await core.pathOf('made up')).toBeNull();
    await expect(core.take('/gone')).rejects.toMatchObject({ code: 'not-found', message: 'It is gone.' });
    await core.close();
  });

  test('a file given before the window is there is marked as such', async () => {
    const tiny = createTinyCore();
    const { core } = connect(() => tiny);
    await core.take('/texts/one.txt', { opened: true });
    await core.take('/texts/two.txt');
    expect(tiny.opened).toEqual(['/texts/one.txt']);
    await core.close();
  });

  test('when the process dies, what is pending and what comes later says so', async () => {
    const { core, kill } = connect(createTinyCore);
    const pending = core.call('hang', null);
    const later = core.take('/texts/one.txt');
    await later;
    kill();
    const reply = await pending;
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).toContain('shown as saved is in the project file');
    expect(await core.call('echo', 1)).toEqual(reply);
    await expect(core.take('/texts/one.txt')).rejects.toMatchObject({ code: 'internal' });
    expect(await core.ended).toContain('stopped');
    await core.close();
  });

  test('a core that cannot start says why to every call', async () => {
    const { core } = connect(() => {
      throw new Error('the disk is full');
    });
    expect(await core.ended).toBe('Sayso could not start: the disk is full');
    expect(await core.call('echo', 1)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('disk') },
    });
  });

  test('closing ends the process, twice asked or not', async () => {
    const { core } = connect(createTinyCore);
    await Promise.all([core.close(), core.close()]);
    expect(await core.ended).toBeNull();
  });
});

describe('the real core in a process of its own', () => {
  let userData = '';
  beforeEach(() => {
    userData = mkdtempSync(join(tmpdir(), 'sayso-test-'));
  });
  afterEach(() => rmSync(userData, { recursive: true, force: true }));
  const start = () =>
    forkCore(fileURLToPath(entryPoint('core-process')), { userData, resources: '', host: 'web', version: '1.2.3' });

  test('it answers, tells of opened files once, and ends when asked', async () => {
    const { core, child } = start();
    const token = await core.take(join(userData, 'a.txt'), { opened: true });
    const state = async () => AppState.parse(unwrap(await core.call('app.state', {})));
    expect(await state()).toMatchObject({ version: '1.2.3', host: 'web', opened: [{ token, name: 'a.txt' }] });
    expect((await state()).opened).toEqual([]);
    await core.close();
    expect(child.exitCode).toBe(0);
  });

  test('Ctrl+C, which the terminal sends to it too, leaves it to its host', async () => {
    const { core, child } = start();
    expect(await core.call('app.state', {})).toMatchObject({ ok: true });
    child.kill('SIGINT');
    expect(await core.call('app.state', {})).toMatchObject({ ok: true });
    await core.close();
  });

  test('killed, it leaves a clear answer', async () => {
    const { core, child } = start();
    expect(await core.call('app.state', {})).toMatchObject({ ok: true });
    child.kill('SIGKILL');
    expect(await core.ended).toContain('stopped');
    expect(await core.call('app.state', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  test('it ends when its host is gone', async () => {
    const { core, child } = start();
    expect(await core.call('app.state', {})).toMatchObject({ ok: true });
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
