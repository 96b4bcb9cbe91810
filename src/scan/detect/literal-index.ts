import type { Literal } from '../../core/literals/literal-search.js';
import type { Rule } from '../rules/rule.js';
import { digestRules, type RuleDigest } from './rule-digest.js';
import { compileTail, type Tail } from './tail.js';

/** A rule that a literal wakes, and what must stand behind the literal for the rule to be tried. */
export class Wake {
  readonly rule: Rule;
  readonly #keyword: number;
  #tail: Tail | undefined;
  #run: Tail[number] | undefined;

  /** @param keyword which of the rule's keywords the literal is */
  constructor(rule: Rule, keyword: number) {
    this.rule = rule;
    this.#keyword = keyword;
  }

  /** How every match spells the literal; empty when they may spell it in several ways. */
  get spelling(): string {
    return this.rule.spellings?.[this.#keyword] ?? '';
  }

  /** A run that every match holds; undefined when the regex asks for none. */
  get run(): Tail[number] | undefined {
    if (this.rule.run === undefined) return undefined;
    this.#run ??= compileTail([this.rule.run])[0];
    return this.#run;
  }

  /** Made ready at the first hit: most rules of a scan are never woken. */
  get tail(): Tail {
    this.#tail ??= compileTail(this.rule.tails?.[this.#keyword] ?? []);
    return this.#tail;
  }
}

/** What a literal is, and which rules it wakes. */
export interface IndexedLiteral {
  /** Lower-cased. */
  readonly keyword: string;
  /** Of the keyword. */
  readonly byteLength: number;
  readonly wakes: readonly Wake[];
}

/** Which rules a literal wakes. Literals are known by their place in the order of the digest. */
export class LiteralIndex {
  /** How many literals there are. */
  readonly size: number;
  readonly always: readonly Rule[];
  readonly assignments: readonly Rule[];
  readonly window: Rule['window'];
  /** Whether any rule has parts. */
  readonly hasParts: boolean;
  readonly #rules: readonly Rule[];
  readonly #digest: RuleDigest;
  readonly #known: (IndexedLiteral | undefined)[];

  constructor(rules: readonly Rule[], digest: RuleDigest) {
    const rulesOf = (numbers: readonly number[]): readonly Rule[] => numbers.flatMap((number) => rules[number] ?? []);
    this.size = digest.firsts.length - 1;
    this.hasParts = digest.parts.length > 0;
    this.always = rulesOf(digest.always);
    this.assignments = rulesOf(digest.assignments);
    this.window = digest.window;
    this.#rules = rules;
    this.#digest = digest;
    this.#known = new Array(this.size);
  }

  /** Rules that are parts of others. */
  parts(): readonly Rule[] {
    return this.#digest.parts.flatMap((number) => this.#rules[number] ?? []);
  }

  /** @param literal below `size` */
  at(literal: number): IndexedLiteral {
    const known = this.#known[literal];
    if (known !== undefined) return known;
    const made = this.#make(literal);
    this.#known[literal] = made;
    return made;
  }

  #make(literal: number): IndexedLiteral {
    const { firsts, wakes } = this.#digest;
    const made: Wake[] = [];
    let keyword = '';
    for (let at = firsts[literal] ?? 0; at < (firsts[literal + 1] ?? 0); at++) {
      const rule = this.#rules[wakes[2 * at] ?? 0];
      const place = wakes[2 * at + 1] ?? 0;
      if (rule === undefined) throw new RangeError(`no rule behind literal ${literal}`);
      keyword = (rule.keywords[place] ?? '').toLowerCase();
      made.push(new Wake(rule, place));
    }
    return { keyword, byteLength: Buffer.byteLength(keyword), wakes: made };
  }
}

/** The index of rules whose digest nobody has worked out yet. */
export function indexLiterals(rules: readonly Rule[]): LiteralIndex {
  return new LiteralIndex(rules, digestRules(rules));
}

/** The literals to lay the search's tables out for. */
export function literalsOf(index: LiteralIndex): readonly Literal[] {
  return Array.from({ length: index.size }, (_, literal) => literalOf(index.at(literal)));
}

function literalOf({ keyword, wakes }: IndexedLiteral): Literal {
  const spelling = wakes[0]?.spelling ?? '';
  // Base64 is full of short prefixes in another case.
  const isExact = spelling !== '' && wakes.every((wake) => wake.spelling === spelling);
  const literal: Literal = isExact
    ? { bytes: Buffer.from(spelling), letterCase: 'exact' }
    : { bytes: Buffer.from(keyword), letterCase: 'ignore' };
  const next = nextBytes(wakes);
  return next === undefined ? literal : { ...literal, next };
}

/** Bytes of which one stands behind the literal in every match; undefined when any may. */
function nextBytes(wakes: readonly Wake[]): Uint8Array | undefined {
  const next = new Uint8Array(256);
  for (const { tail } of wakes) {
    const first = tail[0];
    if (first === undefined) return undefined;
    for (let byte = 0; byte < 128; byte++) if (first.set[byte] === 1) next[byte] = 1;
  }
  return next;
}
