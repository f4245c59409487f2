/** The recorder of system calls (shim.c): building it, starting a process with it, asking it to let calls fail. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let built: { path: string } | { missing: string } | undefined;

function build(): { path: string } | { missing: string } {
  if (process.platform !== 'linux') return { missing: 'system calls are recorded on Linux only' };
  const folder = mkdtempSync(join(tmpdir(), 'sayso-shim-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'shim.so');
  const source = join(import.meta.dirname, 'shim.c');
  const { status, error, stderr } = spawnSync('gcc', [
    '-O2',
    '-shared',
    '-fPIC',
    '-o',
    path,
    source,
    '-ldl',
    '-lpthread',
  ]);
  if (error) return { missing: 'system calls are recorded by a small C library, and there is no gcc' };
  return status === 0 ? { path } : { missing: `gcc could not build the recorder: ${String(stderr).slice(0, 300)}` };
}

function shim() {
  built ??= build();
  return built;
}

/** Why system calls cannot be recorded here, or null. */
export function shimMissing(): string | null {
  const found = shim();
  return 'missing' in found ? found.missing : null;
}

/** The environment of a process whose changes below `root` are written to `log`, and made to fail as `control` says. */
export function shimEnv({ root, log, control }: { root: string; log?: string; control?: string }): NodeJS.ProcessEnv {
  const found = shim();
  if ('missing' in found) throw new Error(found.missing);
  return {
    LD_PRELOAD: found.path,
    SAYSO_SHIM_ROOT: root,
    ...(log ? { SAYSO_SHIM_LOG: log } : {}),
    ...(control ? { SAYSO_SHIM_CONTROL: control } : {}),
    // The ring would pass the C library by.
    UV_USE_IO_URING: '0',
  };
}

/** Bits of the control file: writes and new files, syncs, names that are changed or taken away. */
const FAULT_KINDS = { write: 1, sync: 2, name: 4, any: 7 } as const;
/** Numbers of Linux; `kill` ends the process in place of the call. */
const ERRORS = { EIO: 5, ENOSPC: 28, kill: -9 } as const;

/** A call that no work gets to. */
export const NEVER = 2 ** 31 - 1;

export type Fault = {
  kind: keyof typeof FAULT_KINDS;
  /** Which call of that kind is the first to fail, from 1. */
  at: number;
  /** How many fail from then on; -1 for all. */
  times: number;
  error: keyof typeof ERRORS;
  /** The first write to fail does half of its work before. */
  halve?: boolean;
};

export type FaultControl = {
  path: string;
  arm(fault: Fault): void;
  /** Lets all calls pass again; answers how many failed, and how many there were of the kind. */
  disarm(): { met: number; failed: number };
  close(): void;
};

/** Makes the file through which a running process is told which calls are to fail. */
export function createFaultControl(path: string): FaultControl {
  const fd = openSync(path, 'w+');
  const words = 7;
  ftruncateSync(fd, words * 4);
  function set(values: readonly number[]) {
    const bytes = Buffer.from(Int32Array.from(values).buffer);
    // The kinds come last, so that no call sees half of a fault.
    writeSync(fd, bytes, 4, bytes.length - 4, 4);
    writeSync(fd, bytes, 0, 4, 0);
  }
  return {
    path,
    arm: ({ kind, at, times, error, halve }) => set([FAULT_KINDS[kind], at, times, ERRORS[error], halve ? 1 : 0, 0, 0]),
    disarm() {
      const bytes = Buffer.alloc(words * 4);
      readSync(fd, bytes, 0, bytes.length, 0);
      set([0, 0, 0, 0, 0, 0, 0]);
      return { met: bytes.readInt32LE(20), failed: bytes.readInt32LE(24) };
    },
    close: () => closeSync(fd),
  };
}
