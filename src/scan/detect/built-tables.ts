import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLiteralTables, type LiteralTables } from '../../core/literals/literal-tables.js';
import type { RuleSet } from '../rules/rule.js';
import { indexLiterals, LiteralIndex, literalsOf } from './literal-index.js';
import { digestRules, type RuleDigest } from './rule-digest.js';

// Working the tables out takes longer than scanning a small file, so the build does it for the rules it compiles: a line of
// JSON (for which rules, whatever is small, and the lengths of the rest), a line feed, the rest as little-endian u32, the block.
const FILE = 'literal-tables.bin';
const LINE_FEED = 0x0a;

interface Header {
  readonly ruleSet: string;
  readonly tables: Omit<LiteralTables, 'block' | 'marks'>;
  readonly digest: Omit<RuleDigest, 'firsts' | 'wakes'>;
  /** Of marks, firsts and wakes. */
  readonly lengths: readonly [number, number, number];
}

/** What finds and tells apart the literals of a rule set. */
export interface EngineTables {
  readonly index: LiteralIndex;
  readonly literals: LiteralTables;
}

/** Writes the tables of a rule set into the build's output. */
export function writeBuiltTables({ rules, hash }: RuleSet, outFolder: string): void {
  const { firsts, wakes, ...digest } = digestRules(rules);
  const { block, marks, ...tables } = buildLiteralTables(literalsOf(indexLiterals(rules)));
  const lengths = [marks.length, firsts.length, wakes.length] as const;
  const header: Header = { ruleSet: hash, tables, digest, lengths };
  const columns = [marks, firsts, wakes].map(({ buffer }) => Buffer.from(buffer));
  writeFileSync(join(outFolder, FILE), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...columns, block]));
}

/** The tables of a rule set: as built, when it is the one that the build compiled, else worked out now. */
export function engineTablesOf({ rules, hash }: RuleSet, assets: string): EngineTables {
  const bytes = readFileSync(join(assets, FILE));
  let at = bytes.indexOf(LINE_FEED) + 1;
  const { ruleSet, tables, digest, lengths } = JSON.parse(bytes.toString('utf8', 0, at)) as Header;
  if (ruleSet !== hash) {
    const index = indexLiterals(rules);
    return { index, literals: buildLiteralTables(literalsOf(index)) };
  }
  const column = (length: number): Uint32Array => {
    const end = at + length * Uint32Array.BYTES_PER_ELEMENT;
    const own = Uint8Array.from(bytes.subarray(at, end));
    at = end;
    return new Uint32Array(own.buffer);
  };
  const [marks, firsts, wakes] = [column(lengths[0]), column(lengths[1]), column(lengths[2])];
  return {
    index: new LiteralIndex(rules, { ...digest, firsts, wakes }),
    literals: { ...tables, marks, block: bytes.subarray(at) },
  };
}
