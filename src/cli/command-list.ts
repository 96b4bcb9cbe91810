import type { Command } from './command.js';
import { completions } from './commands/completions.js';
import { scan } from './commands/scan.js';

/** Every command, in the order of help; a new one is a file in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [scan, completions];
