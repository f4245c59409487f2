/** Folders that a service copies to other computers, known by the names and marks that the services leave. */

/** A part of the path, or two that follow each other, by which a service is known; parts are compared in lower case. */
const NAMES: readonly [service: string, part: RegExp][] = [
  ['Dropbox', /^dropbox( \(.+\))?$|^dropbox-/],
  ['iCloud Drive', /^iclouddrive$|^icloud drive$|^com~apple~clouddocs$|^mobile documents$/],
  ['OneDrive', /^onedrive( - .+|-.+)?$/],
  ['Google Drive', /^google ?drive( \(.+\))?$|^googledrive-|^drivefs$/],
  ['Nextcloud', /^nextcloud( ?\d+|-.+)?$/],
  ['ownCloud', /^owncloud( ?\d+|-.+)?$/],
  ['Box', /^box( sync|-box)?$/],
  ['pCloud', /^pcloud ?(drive|sync)?$/],
];

/** Files or folders that a service puts into the folder that it copies. */
const MARKS: readonly [service: string, name: RegExp][] = [
  ['Dropbox', /^\.dropbox(\.cache)?$/],
  ['Syncthing', /^\.stfolder$/],
  ['Nextcloud', /^\.nextcloudsync\.log$/],
  ['ownCloud', /^\.owncloudsync\.log$/],
  ['Nextcloud or ownCloud', /^\.?_?sync_[0-9a-f]+\.db$/],
  ['Google Drive', /^\.tmp\.drive(up|down)load$/],
];

/** Types of file systems over a network, as statfs names them on Linux. */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'a network share (NFS)'],
  [0xff534d42, 'a network share (SMB)'],
  [0xfe534d42, 'a network share (SMB)'],
  [0x517b, 'a network share (SMB)'],
]);
const SHARE = /^(\\\\|\/\/)[^\\/?.]/;
const MOUNTED_SHARE = /\/gvfs\/(smb-share|sftp|afp-volume|dav|nfs|google-drive):/;

/** What is known of where a project lies. */
export type Place = {
  /** Absolute, in the notation of the system. */
  folder: string;
  /** The names in each folder on the way: the project's own, the one that this lies in, and so on. */
  names: readonly (readonly string[])[];
  /** Type of the file system, where the system tells. */
  fileSystem: number | null;
};

/** The service that copies the folder, or the kind of share that it is; null where neither is recognised. */
export function syncServiceOf({ folder, names, fileSystem }: Place): string | null {
  const byMark = names.flat().map((name) => MARKS.find(([, mark]) => mark.test(name.toLowerCase()))?.[0]);
  const parts = folder.split(/[\\/]/).map((part) => part.toLowerCase());
  const byName = parts.map((part) => NAMES.find(([, name]) => name.test(part))?.[0]);
  const found = [...byName.reverse(), ...byMark].find((service) => service !== undefined);
  if (found) return found;
  if (fileSystem !== null && NETWORK.has(fileSystem)) return NETWORK.get(fileSystem) ?? null;
  return SHARE.test(folder) || MOUNTED_SHARE.test(folder) ? 'a network share' : null;
}

/**
 * The names beside a project that a service gave to the other one of two that were changed at once: `rivers (conflicted
 * copy ...)`, `rivers-DESKTOP-7K2.sayso`, `rivers.sync-conflict-...`, `rivers (Ana's conflict copy)`.
 */
export function conflictCopiesOf(fileName: string, beside: readonly string[]): string[] {
  const stem = fileName.replace(/\.sayso$/i, '').toLowerCase();
  return beside.filter((name) => {
    const lower = name.toLowerCase();
    if (lower === fileName.toLowerCase() || !lower.startsWith(stem) || !lower.endsWith('.sayso')) return false;
    const added = lower.slice(stem.length, -'.sayso'.length);
    return added.includes('conflict') || /^-(desktop|laptop|pc|macbook)[-\w]*$/.test(added);
  });
}
