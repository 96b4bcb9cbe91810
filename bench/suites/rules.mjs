import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProgram, scanCommand } from '../built-program.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

const FEW = 80;

/** Does a tree take longer with all rules than with 80 of them? */
export function compareRuleCounts({ tree, pairs }) {
  const program = copyProgram();
  const folder = tree();
  const { rules } = JSON.parse(readFileSync(join(program, 'dist/rules.json'), 'utf8'));
  const few = scanCommand(program, [folder], ['--only', chooseRules(rules).join(',')]);
  const compared = comparePaired(scanCommand(program, [folder]), few, pairs);
  printTable([ratioRow(`${rules.length} rules / ${FEW} rules`, compared, 1.15)]);
}

/** The assignments, which every set has and which cost the most, and the others evenly from the whole list. */
function chooseRules(rules) {
  const always = rules.filter((rule) => rule.reader !== 'regex');
  const others = rules.filter((rule) => rule.reader === 'regex');
  const wanted = FEW - always.length;
  const spread = Array.from({ length: wanted }, (_, index) => others[Math.floor((index * others.length) / wanted)]);
  return [...always, ...spread].map((rule) => rule.id);
}
