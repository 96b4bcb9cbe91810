import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { findBlock, removeBlock } from '../block/edit-hook.js';
import type { HookName } from '../hook-name.js';
import { readHookFile } from '../place/hook-file.js';
import type { HookChange } from './add-to-hook.js';
import { writeHook } from './write-hook.js';

const OUR_FIRST_LINE = '#!/bin/sh\n';

/**
 * Takes keepmum out of a hook, so that every byte is as it was before; a file or folder that keepmum made goes too,
 * unless something of somebody else's is in it by now.
 *
 * @returns `undefined` when keepmum is not in it
 * @throws KeepmumError REFUSED when only one end of its lines is there
 */
export function removeFromHook(folder: string, hook: HookName): HookChange | undefined {
  const file = readHookFile(join(folder, hook));
  const found = file.state === 'file' ? findBlock(file.text) : undefined;
  if (found === undefined) return undefined;
  if (found === 'broken') {
    throw new KeepmumError(
      'REFUSED',
      `cannot take keepmum out of the hook "${file.path}": one end of its lines is gone, expected both`,
      { hints: ['take the lines out by hand'] },
    );
  }
  const text = removeBlock(file.text, found);
  if (found.made === 'block' || text !== OUR_FIRST_LINE) {
    writeHook(file.path, text, file.mode);
    return { hook, path: file.path, change: 'removed' };
  }
  rmSync(file.path);
  if (found.made === 'folder' && readdirSync(dirname(file.path)).length === 0) rmdirSync(dirname(file.path));
  return { hook, path: file.path, change: 'deleted' };
}
