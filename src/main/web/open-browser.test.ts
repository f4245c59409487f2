import { expect, test } from 'vitest';
import { browserCommand } from './open-browser.ts';

const URL = 'http://127.0.0.1:1/?token=t';
const command = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv, ...there: string[]) =>
  browserCommand(URL, { platform, env, runnable: (file) => there.includes(file) });
const display = { DISPLAY: ':0', PATH: '/usr/bin:/opt/bin' };

test('a browser that can show a window of its own is preferred', () => {
  expect(command('linux', display, '/usr/bin/xdg-open', '/opt/bin/chromium')).toEqual({
    file: '/opt/bin/chromium',
    args: [`--app=${URL}`],
  });
  expect(command('darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')?.args).toEqual([
    `--app=${URL}`,
  ]);
  expect(command('win32', { ProgramFiles: 'C:\\P' }, 'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe')?.args).toEqual([
    `--app=${URL}`,
  ]);
});

test('else the browser of the system', () => {
  expect(command('linux', display, '/usr/bin/xdg-open')).toEqual({ file: '/usr/bin/xdg-open', args: [URL] });
  expect(command('darwin', {})).toEqual({ file: 'open', args: [URL] });
  expect(command('win32', {})).toEqual({ file: 'rundll32', args: ['url.dll,FileProtocolHandler', URL] });
});

test('without a display, or any opener, nothing is run', () => {
  expect(command('linux', { PATH: '/usr/bin' }, '/usr/bin/chromium')).toBeNull();
  expect(command('linux', display)).toBeNull();
});
