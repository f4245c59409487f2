import { expect, test } from 'vitest';
import { projectsFolder, userDataFolder } from './user-data.ts';

test.each([
  ['linux', {}, '/home/ana/.local/share/sayso'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/sayso'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ana/Library/Application Support/Sayso'],
  ['win32', { APPDATA: '/home/ana/Roaming' }, '/home/ana/Roaming/Sayso'],
  ['linux', { SAYSO_DATA: '/elsewhere', XDG_DATA_HOME: '/data' }, '/elsewhere'],
] as const)('on %s with %j it is %s', (platform, env, folder) => {
  expect(userDataFolder(env, platform, '/home/ana')).toBe(folder);
});

test('projects of the web host lie in the home folder, or where they are told to', () => {
  expect(projectsFolder({}, '/home/ana')).toBe('/home/ana/Sayso');
  expect(projectsFolder({ SAYSO_PROJECTS: '/elsewhere' }, '/home/ana')).toBe('/elsewhere');
});
