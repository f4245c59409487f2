/**
 * A disk that may lose power. What was synced is kept. Of what was not, a crash keeps nothing, everything, the first
 * part, some of it, or single sectors, as it likes and file by file; a name that was made, changed or taken away in a
 * folder that was not synced afterwards may be as before. After a failed sync what waited is never written.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { DiskCall } from './disk-log.ts';
import type { Random } from './random.ts';

type Change = { at: number; data: Buffer } | { size: number };
type File = { kept: Buffer; size: number; waiting: Change[] };
type Entry = File | 'folder';
type Naming = { folders: string[]; sets: [path: string, entry: Entry | null][] };

const SECTOR = 512;

function grow(file: { kept: Buffer; size: number }, size: number): void {
  if (size > file.kept.length)
    file.kept = Buffer.concat([file.kept, Buffer.alloc(Math.max(size, 2 * file.kept.length) - file.kept.length)]);
  file.size = size;
}

function apply(file: { kept: Buffer; size: number }, change: Change): void {
  if ('data' in change) {
    if (change.at + change.data.length > file.size) grow(file, change.at + change.data.length);
    change.data.copy(file.kept, change.at);
  } else if (change.size < file.size) {
    file.kept.fill(0, change.size, file.size);
    file.size = change.size;
  } else grow(file, change.size);
}

function sectorsOf(change: Change): Change[] {
  if (!('data' in change)) return [change];
  const sectors: Change[] = [];
  for (let at = change.at; at < change.at + change.data.length; ) {
    const end = Math.min(change.at + change.data.length, (Math.floor(at / SECTOR) + 1) * SECTOR);
    sectors.push({ at, data: change.data.subarray(at - change.at, end - change.at) });
    at = end;
  }
  return sectors;
}

/** What a crash leaves of things that were not synced. Without `random`, nothing. */
function survivors<T>(waiting: readonly T[], random: Random | null): T[] {
  if (!random) return [];
  const policy = random.below(4);
  if (policy === 0) return [];
  if (policy === 1) return [...waiting];
  if (policy === 2) return waiting.slice(0, random.below(waiting.length + 1));
  return waiting.filter(() => random.chance(0.5));
}

function contentAfterCrash(file: File, random: Random | null): Buffer {
  const crashed = { kept: Buffer.from(file.kept.subarray(0, file.size)), size: file.size };
  if (!file.waiting.length) return crashed.kept;
  const torn = random?.chance(0.5) ?? false;
  const changes = survivors(torn ? file.waiting.flatMap(sectorsOf) : file.waiting, random);
  const end = Math.max(file.size, ...changes.map((c) => ('data' in c ? c.at + c.data.length : c.size)));
  // Blocks that were given to the file but never written hold what lay there before.
  if (torn && random?.chance(0.3) && end > file.size)
    apply(crashed, { at: file.size, data: random.bytes(end - file.size) });
  for (const change of changes) apply(crashed, change);
  return crashed.kept.subarray(0, crashed.size);
}

export type Disk = {
  apply(call: DiskCall): void;
  /** What the folder holds otherwise than the calls so far make of it, or null: then no call escaped the recorder. */
  difference(): string | null;
  /** Writes what is left after a power cut now into `target`. Without `random`, the least that a disk may keep. */
  crash(target: string, random: Random | null): void;
};

/** A disk that holds what lies below `root` now, all of it synced. */
export function createDisk(root: string): Disk {
  const files = new Map<number, File>();
  const now = new Map<string, Entry>();
  const kept = new Map<string, Entry>();
  let waiting: Naming[] = [];

  function load(folder: string): void {
    now.set(folder, 'folder');
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const stat = statSync(path);
      if (stat.isDirectory()) load(path);
      else {
        const bytes = readFileSync(path);
        const file: File = { kept: bytes, size: bytes.length, waiting: [] };
        files.set(stat.ino, file);
        now.set(path, file);
      }
    }
  }
  load(root);
  for (const [path, entry] of now) kept.set(path, entry);

  const set = (names: Map<string, Entry>, sets: Naming['sets']) => {
    for (const [path, entry] of sets)
      if (entry) names.set(path, entry);
      else names.delete(path);
  };
  function name(folders: string[], sets: Naming['sets']): void {
    set(now, sets);
    waiting.push({ folders, sets });
  }
  function found(file: number): File {
    const known = files.get(file);
    if (!known) throw new Error(`the log names a file ${file} that it never made`);
    return known;
  }

  function applyCall(call: DiskCall): void {
    switch (call.call) {
      case 'create': {
        const file: File = { kept: Buffer.alloc(0), size: 0, waiting: [] };
        files.set(call.file, file);
        name([dirname(call.path)], [[call.path, file]]);
        return;
      }
      case 'write':
        found(call.file).waiting.push({ at: call.at, data: call.data });
        return;
      case 'truncate':
        found(call.file).waiting.push({ size: call.size });
        return;
      case 'sync': {
        const file = found(call.file);
        for (const change of file.waiting) apply(file, change);
        file.waiting = [];
        return;
      }
      case 'sync-failed':
        found(call.file).waiting = [];
        return;
      case 'sync-folder':
        for (const naming of waiting) if (naming.folders.includes(call.path)) set(kept, naming.sets);
        waiting = waiting.filter((naming) => !naming.folders.includes(call.path));
        return;
      case 'mkdir':
        name([dirname(call.path)], [[call.path, 'folder']]);
        return;
      case 'unlink':
      case 'rmdir':
        name([dirname(call.path)], [[call.path, null]]);
        return;
      case 'rename':
      case 'link': {
        const entry = now.get(call.from);
        if (entry === 'folder') throw new Error('the model of the disk cannot move folders');
        if (!entry) throw new Error(`the log moves ${call.from}, which is not there`);
        const gone: Naming['sets'] = call.call === 'rename' ? [[call.from, null]] : [];
        name([...new Set([dirname(call.from), dirname(call.to)])], [...gone, [call.to, entry]]);
        return;
      }
      case 'mark':
        return;
    }
  }

  function written(file: File): Buffer {
    const whole = { kept: Buffer.from(file.kept.subarray(0, file.size)), size: file.size };
    for (const change of file.waiting) apply(whole, change);
    return whole.kept.subarray(0, whole.size);
  }

  return {
    apply: applyCall,
    difference() {
      const there = new Set(readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)));
      for (const path of there) if (!now.has(path)) return `${path} is there`;
      for (const [path, entry] of now) {
        if (path !== root && !there.has(path)) return `${path} is not there`;
        if (entry !== 'folder' && !readFileSync(path).equals(written(entry))) return `${path} holds something else`;
      }
      return null;
    },
    crash(target, random) {
      const names = new Map(kept);
      for (const naming of survivors(waiting, random)) set(names, naming.sets);
      const reachable = (path: string): boolean => path === root || (names.has(path) && reachable(dirname(path)));
      for (const [path, entry] of names) {
        if (!reachable(path)) continue;
        const place = join(target, relative(root, path));
        if (entry === 'folder') mkdirSync(place, { recursive: true });
        else {
          mkdirSync(dirname(place), { recursive: true });
          writeFileSync(place, contentAfterCrash(entry, random));
        }
      }
    },
  };
}
