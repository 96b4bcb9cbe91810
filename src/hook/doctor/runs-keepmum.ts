import { findBlock } from '../block/edit-hook.js';
import type { HookFile } from '../place/hook-file.js';

/** Whether a hook has keepmum in it: a block, even a broken one, or a line by hand. */
export function runsKeepmum({ text }: HookFile): boolean {
  return findBlock(text) !== undefined || /^[^#\n]*\bkeepmum\b/m.test(text);
}
