import { lstatSync, readFileSync, statSync } from 'node:fs';

/** A hook as it lies there. */
export interface HookFile {
  readonly path: string;
  readonly state: 'missing' | 'link' | 'folder' | 'file';
  /** A character a byte; empty unless it is a file, or a link to one. */
  readonly text: string;
  /** Permission bits. */
  readonly mode: number;
}

const PERMISSIONS = 0o7777;
const EXECUTABLE = 0o111;

export function readHookFile(path: string): HookFile {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { path, state: 'missing', text: '', mode: 0 };
  const target = stats.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : stats;
  const text = target?.isFile() ? readFileSync(path, 'latin1') : '';
  const mode = (target?.mode ?? 0) & PERMISSIONS;
  if (stats.isSymbolicLink()) return { path, state: 'link', text, mode };
  return { path, state: stats.isFile() ? 'file' : 'folder', text, mode };
}

/** Whether git would run it; Windows has no such permission. */
export function isExecutable({ mode }: HookFile): boolean {
  return process.platform === 'win32' || (mode & EXECUTABLE) !== 0;
}
