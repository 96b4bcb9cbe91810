import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleFolder } from '../../src/scan/rules/compile-builtin.js';
import { expandExample } from '../../src/scan/rules/examples/expand-template.js';

const ROOT = join(import.meta.dirname, '../..');
/** What scanners trip over: operators, quotes, brackets, odd characters, half tokens. */
const SPICE = [
  'password=',
  'password: "',
  'secret := `',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----END',
  'eyJ',
  'ghp_',
  'AKIA',
  '://',
  'u:p@h',
  '"',
  "'",
  '\\',
  '\\"',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '${',
  '{{',
  '=>',
  '\r\n',
  '\n',
  '\t',
  '\0',
  '\u0001',
  '\ufeff',
  '\u2028',
  'é',
  '漢',
  '😀',
]
  .map((text) => Buffer.from(text))
  .concat([Buffer.from([0xff]), Buffer.from([0xff, 0xfe]), Buffer.from([0xe2, 0x82])]); // half a character

/** Numbers in [0, limit), the same for the same seed. */
export type Roll = (limit: number) => number;

export function makeRoll(seed: number): Roll {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Every example of every built-in rule, written out. */
export function ruleExamples(): string[] {
  return readRuleFolder(join(ROOT, 'rules')).flatMap(({ rules }) =>
    rules.flatMap(({ rule, examples }) =>
      examples.map((example, at) => expandExample(example, `${rule.id}#${at}`).text),
    ),
  );
}

/** Files that people and machines wrote, as far as this package's own dependencies have them; the first bytes of each. */
export function realFiles(mostBytes: number): Buffer[] {
  const folders = [
    'vitest',
    're2js',
    'fast-check',
    'js-tokens',
    'typescript',
    'smol-toml',
    'ajv-formats',
    '@types/node',
    'ajv',
  ];
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, 'node_modules', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .slice(0, 60)
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).subarray(0, mostBytes)),
  );
}

function piece(from: Buffer, roll: Roll, most: number): Buffer {
  const start = roll(from.length);
  return from.subarray(start, start + 1 + roll(most));
}

/** One text made of others: cut, repeated, flipped, spliced. */
export function mutate(texts: readonly Buffer[], roll: Roll): Buffer {
  const pick = (list: readonly Buffer[]) => list[roll(list.length)] ?? Buffer.alloc(0);
  const parts: Buffer[] = [];
  for (let left = 1 + roll(6); left > 0; left--) {
    const kind = roll(6);
    if (kind === 0) parts.push(piece(pick(texts), roll, 2000));
    else if (kind === 1) parts.push(pick(texts).subarray(0, 4000));
    else if (kind === 2) parts.push(...Array.from({ length: 1 + roll(30) }, () => pick(SPICE)));
    else if (kind === 3) parts.push(Buffer.alloc(1 + roll(500), pick(SPICE)));
    else if (kind === 4) parts.push(Buffer.from(Array.from({ length: roll(200) }, () => roll(256))));
    else parts.push(pick(SPICE), piece(pick(texts), roll, 300), pick(SPICE));
  }
  const text = Buffer.concat(parts);
  for (let flips = roll(4); flips > 0 && text.length > 0; flips--) text[roll(text.length)] = roll(256);
  return roll(40) === 0 ? Buffer.from(`\ufeff${text.toString('latin1')}`, 'utf16le') : text;
}
