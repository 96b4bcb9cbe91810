import type { CompiledRegex, RegexEngine } from '../detect/regex/regex-engine.js';
import type { Allowlist } from '../rules/rule.js';

/** The texts that an allowlist can look at. */
export interface AllowlistTarget {
  readonly secret: string;
  readonly match: string;
  readonly line: string;
  readonly path: string;
}

/** Applies gitleaks' allowlists; each regular expression is compiled once, when it is first needed. */
export class AllowlistMatcher {
  readonly #engine: RegexEngine;
  readonly #compiled = new Map<string, CompiledRegex>();

  constructor(engine: RegexEngine) {
    this.#engine = engine;
  }

  /** gitleaks' meaning: with `OR` one criterion is enough, with `AND` each kind that is there must hold. */
  matches(list: Allowlist, target: AllowlistTarget): boolean {
    const criteria: boolean[] = [];
    if (list.paths.length > 0) criteria.push(this.#anyFinds(list.paths, target.path));
    if (list.regexes.length > 0) criteria.push(this.#anyFinds(list.regexes, target[list.regexTarget]));
    if (list.stopwords.length > 0) {
      const secret = target.secret.toLowerCase();
      criteria.push(list.stopwords.some((word) => secret.includes(word.toLowerCase())));
    }
    if (criteria.length === 0) return false;
    return list.condition === 'AND' ? criteria.every(Boolean) : criteria.some(Boolean);
  }

  #anyFinds(patterns: readonly string[], text: string): boolean {
    const bytes = Buffer.from(text);
    return patterns.some((pattern) => this.#regexOf(pattern).exec(bytes) !== undefined);
  }

  #regexOf(pattern: string): CompiledRegex {
    const known = this.#compiled.get(pattern);
    if (known !== undefined) return known;
    const compiled = this.#engine.compile(pattern);
    this.#compiled.set(pattern, compiled);
    return compiled;
  }
}
