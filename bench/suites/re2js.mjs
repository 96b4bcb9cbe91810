import { copyProgram, scanCommand } from '../built-program.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

/** What it costs to do without the native regex engine. */
export function compareRegexEngines({ slice, pairs }) {
  const folder = slice();
  const slow = scanCommand(copyProgram('re2js'), [folder]);
  const fast = scanCommand(copyProgram('re2'), [folder]);
  printTable([ratioRow('re2js / re2', comparePaired(slow, fast, pairs))]);
}
