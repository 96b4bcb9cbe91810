import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';

/**
 * Replaces a hook whole or not at all: git may start it at any moment.
 *
 * @param text a character a byte
 * @throws KeepmumError OUTPUT_FAILED
 */
export function writeHook(path: string, text: string, mode: number): void {
  const draft = `${path}.keepmum-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text, { encoding: 'latin1', mode });
    // The mode above is narrowed by the umask.
    chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('OUTPUT_FAILED', `cannot write the hook "${path}": ${found}`, { cause });
  }
}
