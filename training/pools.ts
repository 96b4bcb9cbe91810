import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, type Pools } from './random.js';
import { APPS, BASES } from './vocabulary.js';

/** Words for one half of the made-up passwords: what is in one half is not in the other. */
export function poolsOf(half: 0 | 1, lists: ReadonlyMap<string, readonly string[]>, common: readonly string[]): Pools {
  const mine = (word: string): boolean => hashOf(`pool ${word}`) % 2 === half;
  const english = (lists.get('wamerican') ?? []).filter(mine);
  const foreign = [...lists]
    .filter(([name]) => name !== 'wamerican')
    .flatMap(([, words]) => words.filter((word) => mine(word) && word.length >= 4 && word.length <= 10));
  return {
    words: english.filter((word) => /^[a-z]{4,9}$/.test(word)),
    names: english.filter((word) => /^[A-Z][a-z]{2,8}$/.test(word)),
    common: common.filter(mine),
    foreign,
    apps: APPS.filter(mine),
    bases: BASES.filter(mine),
  };
}

/** The dictionaries that fetch_corpus.py leaves beside the corpus, by name. */
export function readLists(folder: string): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const name of [
    'wamerican',
    'wngerman',
    'wfrench',
    'wspanish',
    'witalian',
    'wdutch',
    'wswedish',
    'wportuguese',
    'wpolish',
  ]) {
    if (!existsSync(join(folder, name))) continue;
    const words = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .map((line) => line.split('/')[0]?.trim() ?? '');
    lists.set(
      name,
      words.filter((word) => word.length >= 3),
    );
  }
  return lists;
}
