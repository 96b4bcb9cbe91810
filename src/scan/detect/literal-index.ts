import type { Literal } from '../../core/literals/literal-search.js';
import type { Rule } from '../rules/rule.js';
import { compileTail, type Tail } from './tail.js';

/** A rule that a literal wakes, and what must stand behind the literal for the rule to be tried. */
export class Wake {
  readonly rule: Rule;
  readonly #keyword: number;
  #tail: Tail | undefined;

  /** @param keyword which of the rule's keywords the literal is */
  constructor(rule: Rule, keyword: number) {
    this.rule = rule;
    this.#keyword = keyword;
  }

  /** Made ready at the first hit: most rules of a scan are never woken. */
  get tail(): Tail {
    this.#tail ??= compileTail(this.rule.tails?.[this.#keyword] ?? []);
    return this.#tail;
  }
}

/** Which rules a literal wakes. Literals are known by their place in the list. */
export interface LiteralIndex {
  /** Lower-cased keywords. */
  readonly keywords: readonly string[];
  /** By literal. */
  readonly wakes: readonly (readonly Wake[])[];
  /** Rules without a literal: they run on everything. */
  readonly always: readonly Rule[];
}

/** The keywords of all rules, each once, in the order of the rules: the same rules always give the same list. */
export function indexLiterals(rules: readonly Rule[]): LiteralIndex {
  const byKeyword = new Map<string, Wake[]>();
  for (const rule of rules) {
    rule.keywords.forEach((written, at) => {
      const keyword = written.toLowerCase();
      const woken = byKeyword.get(keyword);
      if (woken === undefined) byKeyword.set(keyword, [new Wake(rule, at)]);
      else if (woken.at(-1)?.rule !== rule) woken.push(new Wake(rule, at));
    });
  }
  return {
    keywords: [...byKeyword.keys()],
    wakes: [...byKeyword.values()],
    always: rules.filter((rule) => rule.keywords.length === 0 && rule.regex !== ''),
  };
}

/** The literals to lay the search's tables out for. */
export function literalsOf({ keywords, wakes }: LiteralIndex): readonly Literal[] {
  return keywords.map((keyword, at) => literalOf(keyword, wakes[at] ?? []));
}

function literalOf(keyword: string, wakes: readonly Wake[]): Literal {
  const literal: Literal = { bytes: Buffer.from(keyword), letterCase: 'ignore' };
  const next = new Uint8Array(256);
  for (const { tail } of wakes) {
    const first = tail[0];
    if (first === undefined) return literal;
    for (let byte = 0; byte < 128; byte++) if (first.set[byte] === 1) next[byte] = 1;
  }
  return { ...literal, next };
}
