import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { classifyPath } from '../../src/scan/detect/filters/path-class.js';
import { poolsOf, readLists } from '../../training/pools.js';
import { HUMAN_STYLES, RANDOM_STYLES } from '../../training/positives.js';
import { createRandom, hashOf, type Pools, type Random } from '../../training/random.js';
import { HARMLESS } from './harmless.js';
import { NAMES, type NameKind, type Spelling, spell } from './names.js';
import { LANGUAGES, type Language } from './shapes.js';

/** One line that was put into a file. */
export interface Plant {
  /** Below the planted tree. */
  readonly path: string;
  /** Of the value, from 1. */
  readonly line: number;
  readonly half: 'tune' | 'held';
  readonly truth: 'secret' | 'harmless';
  /** How the value was made: a style, or a harmless family. */
  readonly style: string;
  readonly kind: NameKind;
  readonly language: string;
  readonly shape: string;
}

const SMALLEST = 1000;
const LARGEST = 150_000;
const FILES_A_PACKAGE = 40;

/** People's words are passwords, digits alone are passwords and PINs; machines make the rest. */
const DIGITS_ONLY = 'digits';
/** Of the names, shares that say password besides those drawn evenly, and of those the ones that people thought up. */
const PASSWORDS = 0.25;
const HUMAN = 0.6;
const STYLES = { ...RANDOM_STYLES, ...HUMAN_STYLES };

/**
 * Plants one line into each of many real files: half of them secrets, half of them harmless values in the same shapes.
 * @param corpus as training/fetch_corpus.py lays it out, with dictionaries in `<corpus>.words`
 * @param count lines to plant
 */
export function plantTree(corpus: string, folder: string, count: number): readonly Plant[] {
  const random = createRandom(20);
  const hosts = hostsOf(corpus, random);
  const pools = { tune: poolsFor(corpus, 0), held: poolsFor(corpus, 1) };
  const plants: Plant[] = [];
  for (const language of LANGUAGES) {
    const files = hosts.get(language.name) ?? [];
    const wanted = Math.min(files.length, Math.ceil(count / LANGUAGES.length));
    for (const file of shuffled(files, random).slice(0, wanted)) {
      const path = relative(corpus, file);
      const half = hashOf(path.split('/')[1] ?? '') % 2 === 1 ? 'held' : 'tune';
      const made = makeLine(language, pools[half], random);
      const line = write(readFileSync(file, 'latin1'), made.text, join(folder, path), random);
      plants.push({ path, half, ...made.plant, line });
    }
  }
  return plants;
}

function poolsFor(corpus: string, half: 0 | 1): Pools {
  const words = `${corpus}.words`;
  const common = readFileSync(join(words, 'common-passwords'), 'utf8').split('\n');
  return poolsOf(
    half,
    readLists(words),
    common.filter((one) => one.length >= 6),
  );
}

/** Files of product code and configuration: in tests and documents findings are less sure by design. */
function hostsOf(corpus: string, random: Random): ReadonlyMap<string, readonly string[]> {
  const byExtension = new Map(
    LANGUAGES.flatMap(({ name, extensions }) => extensions.map((one) => [one, name] as const)),
  );
  const hosts = new Map<string, string[]>(LANGUAGES.map(({ name }) => [name, []]));
  for (const ecosystem of readdirSync(corpus).sort()) {
    for (const pack of readdirSync(join(corpus, ecosystem)).sort()) {
      const all = listFiles(join(corpus, ecosystem, pack)).filter((file) => isHost(relative(corpus, file)));
      for (const file of shuffled(all, random).slice(0, FILES_A_PACKAGE)) {
        const language = byExtension.get(extname(file).slice(1).toLowerCase());
        if (language !== undefined) hosts.get(language)?.push(file);
      }
    }
  }
  return hosts;
}

function isHost(path: string): boolean {
  const { purpose, content, language } = classifyPath(path);
  return purpose === 'product' && content === 'written' && language !== 'prose';
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(path);
      const { size } = statSync(path);
      return entry.isFile() && size >= SMALLEST && size <= LARGEST ? [path] : [];
    });
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const keyed = items.map((item) => ({ item, key: random.unit() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

type Made = { readonly text: string; readonly plant: Omit<Plant, 'path' | 'half' | 'line'> };

/** Tries until the shape can hold the value. */
function makeLine(language: Language, pools: Pools, random: Random): Made {
  const truth = random.unit() < 0.5 ? 'secret' : 'harmless';
  for (;;) {
    const kind = random.unit() < PASSWORDS ? 'password' : (random.pick(Object.keys(NAMES)) as NameKind);
    const name = spell(kind, random.pick(NAMES[kind]));
    const shape = random.pick(Object.keys(language.shapes));
    const [style, value] = truth === 'secret' ? makeSecret(kind, pools, random) : makeHarmless(name, random);
    const text = value === undefined ? undefined : language.shapes[shape]?.(name, value);
    if (text !== undefined) return { text, plant: { truth, style, kind, language: language.name, shape } };
  }
}

function makeSecret(kind: NameKind, pools: Pools, random: Random): readonly [string, string | undefined] {
  const isPassword = kind === 'password';
  const isHuman = isPassword && random.unit() < HUMAN;
  const style = random.pick(Object.keys(isHuman ? HUMAN_STYLES : RANDOM_STYLES));
  if (style === DIGITS_ONLY && !isPassword) return [style, undefined];
  const value = STYLES[style]?.(random, pools) ?? '';
  return [style, value.length >= 6 ? value : undefined];
}

function makeHarmless(name: Spelling, random: Random): readonly [string, string | undefined] {
  const family = random.pick(Object.keys(HARMLESS));
  return [family, HARMLESS[family]?.(random, name)];
}

/** Between two lines of the host; @returns the line that the value stands in, from 1 */
function write(host: string, text: string, file: string, random: Random): number {
  const lines = host.split('\n');
  const at = random.between(1, Math.max(1, lines.length - 1));
  const planted = Buffer.from(text).toString('latin1').split('\n');
  const result = [...lines.slice(0, at), ...planted, ...lines.slice(at)];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, result.join('\n'), 'latin1');
  return at + planted.length;
}
