export type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
export type Lock = { packages: Record<string, LockEntry> };
export function completeLock(lock: Lock): { lock: Lock; added: string[] };
export function platformOf(name: string): { os: string; cpu: string; libc: string | undefined };
