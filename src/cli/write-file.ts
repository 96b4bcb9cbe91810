import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';

const PRIVATE = 0o600;
const SHARED = 0o666;

function writeWhole(path: string, text: string, mode: number, flags: string): void {
  const descriptor = openSync(path, flags, mode);
  try {
    writeFileSync(descriptor, text);
    if (flags === 'wx') fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function replace(target: string, text: string, mode: number): void {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeWhole(temporary, text, mode, 'wx');
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file so that it is either the old one or the whole new one. A pipe or a device is written to as it is.
 * No other code of this process runs in between, so a signal handler never sees half of it.
 *
 * @param audience `private` makes the file readable for its owner alone
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export function writeFile(path: string, text: string, audience: 'private' | 'shared'): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    const mode = audience === 'private' ? PRIVATE : stats === undefined ? SHARED : stats.mode & 0o777;
    if (stats === undefined) replace(path, text, mode);
    else if (stats.isFile()) replace(realpathSync(path), text, mode);
    else writeWhole(path, text, mode, 'w');
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('OUTPUT_FAILED', `cannot write "${path}": ${found}`, { cause: error });
  }
}
