import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLiteralTables, type LiteralTables } from '../../core/literals/literal-tables.js';
import type { RuleSet } from '../rules/rule.js';
import { indexLiterals } from './literal-index.js';

// Laying out the tables takes longer than scanning a small file, so the build does it for the rules it compiles:
// a line of JSON (for which rules, and the layout), a line feed, the block.
const FILE = 'literal-tables.bin';
const LINE_FEED = 0x0a;

type Header = Omit<LiteralTables, 'block'> & { readonly ruleSet: string };

/** Writes the tables of a rule set into the build's output. */
export function writeBuiltTables(ruleSet: RuleSet, outFolder: string): void {
  const { block, ...rest } = buildLiteralTables(indexLiterals(ruleSet.rules).literals);
  const header: Header = { ...rest, ruleSet: ruleSet.hash };
  writeFileSync(join(outFolder, FILE), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), block]));
}

/** The tables of a rule set: as built, when it is the one that the build compiled, else laid out now. */
export function literalTablesOf(ruleSet: RuleSet, assets: string): LiteralTables {
  const bytes = readFileSync(join(assets, FILE));
  const end = bytes.indexOf(LINE_FEED);
  const { ruleSet: hash, ...rest } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  if (hash === ruleSet.hash) return { ...rest, block: bytes.subarray(end + 1) };
  return buildLiteralTables(indexLiterals(ruleSet.rules).literals);
}
