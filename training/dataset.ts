/** Samples and made-up credentials → rows of features for the trees, with tables fitted on other packages than the row's own. */
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { VALUE_FEATURES, writeValueFeatures } from '../src/scan/detect/score/value-features.js';
import { createValueSymbols, readSymbols } from '../src/scan/detect/score/value-symbols.js';
import type { Sample } from './extract.js';
import { type FittedTables, fitTables } from './fit-tables.js';
import { frozenValues } from './frozen-values.js';
import { poolsOf, readLists } from './pools.js';
import { HUMAN_STYLES, RANDOM_STYLES } from './positives.js';
import { createRandom, hashOf, type Pools } from './random.js';

const WORDS = 2000;
const DICTIONARY_WORDS = 6000;
const PER_PACKAGE = 400;
const POSITIVES = 78_000;
/** Shapes that are judged by shape alone but are shown to the trees all the same, lightly, in case a rule lets one through. */
const LIGHT = 0.25;

/** Under these names random text is no credential, and only the name tells: such rows would teach the trees that random is harmless. */
const IDENTITY_NAME =
  /(^|[^a-z])(id|ids|uid|uuid|guid|hash|digest|sha\d*|md5|crc|checksum|revision|rev|commit|serial|serial_?number|mac|hmac|etag|fingerprint|thumbprint|nonce|salt|iv|sig|signature|code|challenge|verifier|cursor|integrity|sku|address|addr|oid|state|device|zone|encoded|base64|hex|pubkey|public_?key|vector|expected|from_?str|from_?hex|bytes|parse|decode|assert\w*)$|[a-z](Id|ID|Ids|Uid|UID|Uuid|Hash|Digest|Sha|Md5|Checksum|Revision|Commit|Serial|SerialNumber|Mac|Etag|ETag|Fingerprint|Nonce|Salt|Iv|Sig|Signature|Code|Challenge|Verifier|Cursor|Integrity|Address|Zone|Encoded|PublicKey|Hex)$/i;
const WORDLIKE = /^[a-z]+([_.:/-][a-z]+)*$|^[A-Z]+([_-][A-Z]+)*$|^[A-Za-z]?[a-z]+([A-Z][a-z]+)*$/;

type Part = 'A' | 'B' | 'test' | 'frozen';

interface Row {
  readonly value: string;
  readonly part: Part;
  /** `harmless`, `harmless-shape`, or the style of a made-up credential. */
  readonly kind: string;
  readonly language: string;
  readonly name: string;
  readonly secretish: boolean;
  readonly package: string;
}

function partOf(name: string): Part {
  const hash = hashOf(name);
  if (hash % 2 === 1) return 'test';
  return (hash >>> 1) % 2 === 0 ? 'A' : 'B';
}

async function readSamples(path: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const sample = JSON.parse(line) as Partial<Sample>;
    if (sample.value !== undefined) samples.push(sample as Sample);
  }
  return samples;
}

/** Values once over all packages: whoever comes first in hash order keeps it, so that no half is favoured. */
function harmlessRows(samples: readonly Sample[]): Row[] {
  const ordered = [...samples].sort((a, b) => hashOf(a.package) - hashOf(b.package));
  const seen = new Set<string>();
  const taken = new Map<string, number>();
  const rows: Row[] = [];
  for (const sample of ordered) {
    const { shape, value, secretish } = sample;
    if (sample.test || shape === 'space' || shape === 'blob' || shape === 'placeholder' || seen.has(value)) continue;
    if (IDENTITY_NAME.test(sample.name) && !WORDLIKE.test(value)) continue;
    seen.add(value);
    const quota = `${sample.package} ${shape === '' ? '' : 'shape'} ${secretish}`;
    const count = (taken.get(quota) ?? 0) + 1;
    taken.set(quota, count);
    if (count > (shape === '' ? PER_PACKAGE : PER_PACKAGE / 8)) continue;
    rows.push({ ...sample, part: partOf(sample.package), kind: shape === '' ? 'harmless' : 'harmless-shape' });
  }
  return rows;
}

function positiveRows(pools: Pools, parts: readonly Part[], seed: number): Row[] {
  const random = createRandom(seed);
  const styles = [...Object.entries(RANDOM_STYLES), ...Object.entries(HUMAN_STYLES)];
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const [kind, make] of styles) {
    const wanted = Math.floor(POSITIVES / styles.length);
    for (let tries = 0, made = 0; made < wanted && tries < wanted * 2; tries++) {
      const value = make(random, pools);
      if (value.length < 6 || seen.has(value)) continue;
      seen.add(value);
      rows.push({
        value,
        kind,
        part: parts[made++ % parts.length] as Part,
        language: '',
        name: '',
        secretish: true,
        package: '',
      });
    }
  }
  return rows;
}

function dictionaryOf(lists: ReadonlyMap<string, readonly string[]>): string[] {
  const random = createRandom(7);
  return [...lists.values()].flatMap((words) => Array.from({ length: DICTIONARY_WORDS }, () => random.pick(words)));
}

function tablesFor(samples: readonly Sample[], dictionary: readonly string[], parts: readonly Part[]): FittedTables {
  const packages = new Map<string, string[]>();
  for (const sample of samples) {
    if (sample.shape === 'blob' || !parts.includes(partOf(sample.package))) continue;
    const texts = packages.get(sample.package) ?? [];
    packages.set(sample.package, texts);
    texts.push(sample.name, sample.value);
  }
  return fitTables(packages, dictionary, WORDS);
}

function weightOf(row: Row): number {
  if (row.kind === 'harmless') return row.secretish ? 4 : 1;
  // A plain word is a password only under a name that says so; the judge has the list of common ones.
  const light = row.kind === 'harmless-shape' || (row.kind === 'common' && /^[a-z]+$/i.test(row.value));
  return light ? LIGHT : 1;
}

/** Writes rows.f32 (features), rows.jsonl (what each row is) and tables.json to `out`. */
export async function writeDataset(samplesPath: string, words: string, out: string): Promise<void> {
  const samples = await readSamples(samplesPath);
  const lists = readLists(words);
  const dictionary = dictionaryOf(lists);
  const passwords = readFileSync(join(words, 'common-passwords'), 'utf8')
    .split('\n')
    .filter((line) => line.length >= 6);
  const train = tablesFor(samples, dictionary, ['A', 'B']);
  const tables: Readonly<Record<Part, FittedTables>> = {
    frozen: train,
    A: tablesFor(samples, dictionary, ['B']),
    B: tablesFor(samples, dictionary, ['A']),
    test: train,
  };
  const rows = [
    ...harmlessRows(samples),
    ...positiveRows(poolsOf(0, lists, passwords), ['A', 'B'], 1),
    ...positiveRows(poolsOf(1, lists, passwords), ['test'], 2),
    ...frozenValues().map(
      (value): Row => ({
        value,
        part: 'frozen',
        kind: 'frozen',
        language: '',
        name: '',
        secretish: false,
        package: '',
      }),
    ),
  ];
  mkdirSync(out, { recursive: true });
  const features = new Float32Array(rows.length * VALUE_FEATURES);
  const symbols = createValueSymbols();
  rows.forEach((row, i) => {
    readSymbols(row.value, symbols);
    writeValueFeatures(symbols, tables[row.part], features.subarray(i * VALUE_FEATURES, (i + 1) * VALUE_FEATURES));
  });
  writeFileSync(join(out, 'rows.f32'), features);
  writeFileSync(
    join(out, 'rows.jsonl'),
    rows.map((row) => JSON.stringify({ ...row, weight: weightOf(row) })).join('\n'),
  );
  writeFileSync(
    join(out, 'tables.json'),
    JSON.stringify({
      features: VALUE_FEATURES,
      trigrams: [...train.trigrams],
      bigrams: [...train.bigrams],
      words: train.list,
    }),
  );
}
