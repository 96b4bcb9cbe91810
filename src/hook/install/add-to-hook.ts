import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { addBlock, findBlock, replaceBlock } from '../block/edit-hook.js';
import { type BlockOptions, type Made, makeBlock } from '../block/make-block.js';
import type { HookName } from '../hook-name.js';
import { type HookFile, readHookFile } from '../place/hook-file.js';
import { refuseHook } from './refuse-hook.js';
import { writeHook } from './write-hook.js';

/** What was done to one hook. */
export interface HookChange {
  readonly hook: HookName;
  /** Absolute. */
  readonly path: string;
  readonly change: 'made' | 'added' | 'renewed' | 'unchanged' | 'removed' | 'deleted';
}

/** Which hook is meant, and how its block is to be. */
export interface HookTarget extends Omit<BlockOptions, 'made'> {
  /** Absolute. */
  readonly folder: string;
  readonly permission: 'needed' | 'not-needed';
}

const NEW_MODE = 0o755;

function textFor(target: HookTarget, made: Made): string {
  // Hooks are handled byte by byte, whatever their encoding; paths in ours are UTF-8.
  return Buffer.from(makeBlock({ ...target, made }), 'utf8').toString('latin1');
}

function makeHook(target: HookTarget, path: string): HookChange {
  const made = existsSync(dirname(path)) ? 'file' : 'folder';
  writeHook(path, `#!/bin/sh\n${textFor(target, made)}`, NEW_MODE);
  return { hook: target.hook, path, change: 'made' };
}

function renewedText({ text }: HookFile, target: HookTarget): { text: string; change: HookChange['change'] } {
  const found = findBlock(text);
  if (found === undefined) return { text: addBlock(text, textFor(target, 'block')), change: 'added' };
  if (found === 'broken') {
    throw new KeepmumError(
      'REFUSED',
      `cannot renew the ${target.hook} hook: one end of the lines that keepmum put there is gone, expected both`,
      { hints: ['take the lines out by hand, then install again'] },
    );
  }
  const block = textFor(target, found.made);
  if (block === found.text) return { text, change: 'unchanged' };
  return { text: replaceBlock(text, found, block), change: 'renewed' };
}

/**
 * Has a hook run keepmum before anything else; what is in the hook stays as it is.
 *
 * @throws KeepmumError REFUSED when the hook cannot be added to, OUTPUT_FAILED when it cannot be written
 */
export function addToHook(target: HookTarget): HookChange {
  const file = readHookFile(join(target.folder, target.hook));
  refuseHook(file, target.permission, target.hook, target.program);
  if (file.state === 'missing') return makeHook(target, file.path);
  const { text, change } = renewedText(file, target);
  if (change !== 'unchanged') writeHook(file.path, text, file.mode);
  return { hook: target.hook, path: file.path, change };
}
