import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLiteralTables, type LiteralTables } from '../../core/literals/literal-tables.js';
import type { RuleSet } from '../rules/rule.js';
import { indexLiterals, type LiteralIndex, literalsOf } from './literal-index.js';

// Laying out the tables takes longer than scanning a small file, so the build does it for the rules it compiles:
// a line of JSON (for which rules, and the layout), a line feed, the marks of the gram table as little-endian u32, the block.
const FILE = 'literal-tables.bin';
const LINE_FEED = 0x0a;

type Header = Omit<LiteralTables, 'block' | 'marks'> & { readonly ruleSet: string; readonly markCount: number };

/** Writes the tables of a rule set into the build's output. */
export function writeBuiltTables(ruleSet: RuleSet, outFolder: string): void {
  const { block, marks, ...rest } = buildLiteralTables(literalsOf(indexLiterals(ruleSet.rules)));
  const header: Header = { ...rest, ruleSet: ruleSet.hash, markCount: marks.length };
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), Buffer.from(marks.buffer), block];
  writeFileSync(join(outFolder, FILE), Buffer.concat(parts));
}

/**
 * The tables of a rule set: as built, when it is the one that the build compiled, else laid out now.
 *
 * @param index of the rule set's literals
 */
export function literalTablesOf(ruleSet: RuleSet, index: LiteralIndex, assets: string): LiteralTables {
  const bytes = readFileSync(join(assets, FILE));
  const marksAt = bytes.indexOf(LINE_FEED) + 1;
  const { ruleSet: hash, markCount, ...rest } = JSON.parse(bytes.toString('utf8', 0, marksAt)) as Header;
  if (hash !== ruleSet.hash) return buildLiteralTables(literalsOf(index));
  const blockAt = marksAt + markCount * Uint32Array.BYTES_PER_ELEMENT;
  const marks = new Uint32Array(Uint8Array.from(bytes.subarray(marksAt, blockAt)).buffer);
  return { ...rest, marks, block: bytes.subarray(blockAt) };
}
