import { expect, test } from 'vitest';
import { conflictCopiesOf, syncServiceOf } from './synced-folder.ts';

const at = (folder: string, names: string[][] = [], fileSystem: number | null = null) =>
  syncServiceOf({ folder, names, fileSystem });

test.each([
  ['/home/ana/Dropbox/news', 'Dropbox'],
  ['C:\\Users\\Ana\\Dropbox (Institute)\\news', 'Dropbox'],
  ['/Users/ana/Library/CloudStorage/Dropbox-Team/x', 'Dropbox'],
  ['/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/x', 'iCloud Drive'],
  ['C:\\Users\\Ana\\iCloudDrive', 'iCloud Drive'],
  ['C:\\Users\\Ana\\OneDrive - University of Orle\\x', 'OneDrive'],
  ['/Users/ana/Library/CloudStorage/OneDrive-Personal', 'OneDrive'],
  ['/Users/ana/Google Drive/x', 'Google Drive'],
  ['/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive', 'Google Drive'],
  ['/home/ana/Nextcloud/x', 'Nextcloud'],
  ['/home/ana/Nextcloud2', 'Nextcloud'],
  ['/home/ana/ownCloud/x/y', 'ownCloud'],
  ['C:\\Users\\Ana\\Box Sync', 'Box'],
  ['/Users/ana/Library/CloudStorage/Box-Box/x', 'Box'],
  ['P:\\pCloud Drive\\x', 'pCloud'],
  ['\\\\server\\share\\x', 'a network share'],
  ['/run/user/1000/gvfs/smb-share:server=nas,share=x', 'a network share'],
])('%s is of %s', (folder, service) => {
  expect(at(folder)).toBe(service);
});

test.each([
  '/home/ana/Documents',
  '/home/ana/dropboxes/x',
  'C:\\Users\\Ana\\Boxes',
  '/home/ana/my onedrive notes',
  '/mnt/data/sandbox',
  '\\\\?\\C:\\Users\\Ana',
])('%s is a folder like any other', (folder) => {
  expect(at(folder)).toBe(null);
});

test('a service is known by what it leaves in the folder or in one above', () => {
  expect(at('/home/ana/work/x', [['a.sayso'], ['.stfolder', 'x']])).toBe('Syncthing');
  expect(at('/home/ana/work', [['.sync_0123abcd.db']])).toBe('Nextcloud or ownCloud');
  expect(at('/home/ana/work', [['.dropbox.cache']])).toBe('Dropbox');
});

test('a share is known by its file system', () => {
  expect(at('/mnt/team', [], 0x6969)).toBe('a network share (NFS)');
  expect(at('/mnt/team', [], 0xfe534d42)).toBe('a network share (SMB)');
  expect(at('/mnt/team', [], 0xef53)).toBe(null);
});

test('copies that a service made of two versions are found, and nothing else', () => {
  const copies = [
    'rivers (conflicted copy 2026-03-09).sayso',
    "rivers (Ben's conflicted copy 2026-03-09).sayso",
    'rivers-DESKTOP-7K2LM3.sayso',
    'rivers.sync-conflict-20260309-101500-ABCDEF.sayso',
    'rivers_conflict-20260309-101500.sayso',
  ];
  const others = [
    'rivers.sayso',
    'rivers 2.sayso',
    'rivers-final.sayso',
    'lakes (conflicted copy).sayso',
    'rivers conflict.txt',
  ];
  expect(conflictCopiesOf('rivers.sayso', [...others, ...copies])).toEqual(copies);
});
