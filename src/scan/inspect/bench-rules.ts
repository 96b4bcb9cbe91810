import { readFileSync } from 'node:fs';
import { assetFolder } from '../../core/asset-folder.js';
import { SimdSearch } from '../../core/literals/simd-search.js';
import { engineTablesOf } from '../detect/built-tables.js';
import { loadRegexEngine } from '../detect/regex/regex-engine.js';
import { RuleTrials, type Trial } from '../detect/trials.js';
import type { RuleSet } from '../rules/rule.js';
import { openablePath } from '../sources/byte-path.js';
import { sniffEncoding } from './text-encoding.js';

/** Of a longer file only the start is measured. */
const TEXT_BYTES = 4 * 1024 * 1024;

/** What one rule cost and found. */
export interface RuleCost {
  readonly rule: string;
  /** How often one of its keywords was met. */
  readonly hits: number;
  /** How often its regex or its reader ran. */
  readonly tried: number;
  /** What those found, before the filters. */
  readonly matched: number;
  /** What came through every filter. */
  readonly found: number;
  readonly milliseconds: number;
}

/** What a set of rules cost on some files. */
export interface BenchResult {
  /** The dearest first. */
  readonly costs: readonly RuleCost[];
  readonly files: number;
  readonly bytes: number;
  /** Of the search for the keywords alone, which all rules share. */
  readonly searchMilliseconds: number;
}

/** The name under which the generic rules are counted: they share one reader. */
const READER = 'generic assignments';

type Sums = { -readonly [Key in keyof Omit<RuleCost, 'rule'>]: number };

/** Measures rules on the files it is given, one file after another, on this thread alone. */
export class RuleBench {
  readonly #trials: RuleTrials;
  readonly #search: SimdSearch;
  readonly #sums = new Map<string, Sums>();
  #files = 0;
  #bytes = 0;
  #searching = 0;

  constructor(rules: RuleSet) {
    const { index, literals } = engineTablesOf(rules, assetFolder());
    this.#trials = new RuleTrials(rules, loadRegexEngine(), index);
    this.#search = new SimdSearch(literals, TEXT_BYTES);
  }

  /** @param path byte path; what cannot be read or is no text is left out */
  add(path: string): void {
    const length = this.#read(path);
    if (length === undefined) return;
    const { text } = this.#search;
    const request = { bytes: text, ownFrom: 0, ownTo: length, length, path };
    const start = performance.now();
    const hits = this.#search.search(text, 0, length);
    let before = performance.now();
    this.#searching += before - start;
    this.#files++;
    this.#bytes += length;
    for (const trial of this.#trials.try(request, hits)) {
      const after = performance.now();
      this.#count(trial, after - before);
      before = performance.now();
    }
  }

  result(): BenchResult {
    const costs = [...this.#sums].map(([rule, sums]) => ({ rule, ...sums }));
    costs.sort((a, b) => b.milliseconds - a.milliseconds || (a.rule < b.rule ? -1 : 1));
    return { costs, files: this.#files, bytes: this.#bytes, searchMilliseconds: this.#searching };
  }

  #read(path: string): number | undefined {
    let content: Buffer;
    try {
      content = readFileSync(openablePath(path));
    } catch {
      return undefined;
    }
    const encoding = sniffEncoding(content);
    return encoding === 'utf-8' || encoding === 'utf-8-bom' ? content.copy(this.#search.text) : undefined;
  }

  #count({ rules, outcome }: Trial, milliseconds: number): void {
    const id = outcome.step === 'assignment' ? READER : rules[0].id;
    const sums = this.#sums.get(id) ?? { hits: 0, tried: 0, matched: 0, found: 0, milliseconds: 0 };
    this.#sums.set(id, sums);
    sums.hits++;
    sums.milliseconds += milliseconds;
    if (outcome.step === 'regex') {
      sums.tried++;
      sums.matched += outcome.judged.length;
      sums.found += outcome.judged.filter(({ judgement }) => 'confidence' in judgement).length;
    } else if (outcome.step === 'assignment') {
      sums.tried++;
      sums.matched += Number(outcome.read !== undefined);
      sums.found += Number(outcome.read?.verdict.kind === 'finding');
    }
  }
}
