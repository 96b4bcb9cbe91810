import { join } from 'node:path';
import { assetFolder } from '../../core/asset-folder.js';

/** How a hook starts keepmum. */
export interface Program {
  /** Absolute; node itself. */
  readonly node: string;
  /** Absolute; what node runs. */
  readonly script: string;
}

/** The program that is running now. */
export function thisProgram(): Program {
  return { node: process.execPath, script: join(assetFolder(), 'keepmum.cjs') };
}
