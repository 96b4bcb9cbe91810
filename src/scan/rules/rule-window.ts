import { parseRegex } from './regex/parse-regex.js';
import { MAX_WINDOW_BYTES, regexShape, requiredLiterals } from './regex/regex-shape.js';
import { requiredRun } from './regex/required-run.js';
import { requiredText } from './regex/required-text.js';
import { spellingsIn } from './regex/spellings.js';
import { tailSets } from './regex/tail-sets.js';
import type { Rule } from './rule.js';

/** A match that starts at most this many bytes before its keyword counts as anchored. */
const ANCHOR_BYTES = 4;
/** In bytes. */
const LONG_TAIL = 12;
/** For a reader written by hand, which finds its own way. */
const WIDE_WINDOW = { before: 1024, after: 4096 };
/** The tree of a regex does not keep where `(?i)` holds. */
const IGNORES_CASE = /\(\?[a-zA-Z]*i/;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const TO_LOWER = 0x20;

/** What the shape of a rule's regex says about where to look. */
export interface RuleReach {
  readonly keywords: readonly string[];
  readonly window: Rule['window'];
  readonly anchor: boolean;
  readonly tails?: NonNullable<Rule['tails']>;
  readonly spellings?: NonNullable<Rule['spellings']>;
  readonly run?: NonNullable<Rule['run']>;
  readonly text?: string;
}

/**
 * @param rule as written; a regex without keywords gets the literals that every match must hold
 * @throws KeepmumError `RULES_INVALID` when the regex is not RE2
 */
export function ruleReach(rule: {
  readonly regex: string;
  readonly keywords: readonly string[];
  readonly window?: Rule['window'];
}): RuleReach {
  if (rule.regex === '') return { keywords: rule.keywords, window: rule.window ?? WIDE_WINDOW, anchor: false };
  const keywords = rule.keywords.length > 0 ? rule.keywords : requiredLiterals(rule.regex);
  const { window: computed, coverage } = regexShape(rule.regex, keywords);
  const window = rule.window ?? computed ?? { before: MAX_WINDOW_BYTES, after: MAX_WINDOW_BYTES };
  // Only the computed one proves it: a window set by hand may start later than the match can.
  const nearest = Math.max(computed?.before ?? MAX_WINDOW_BYTES, window.before);
  const anchor = coverage === 'every' && nearest <= ANCHOR_BYTES + 1;
  const tails = anchor ? tailsOf(rule.regex, keywords) : undefined;
  const spellings = anchor ? spellingsOf(rule.regex, keywords) : undefined;
  // A long tail has looked at the secret already.
  const run = tails?.every((tail) => lengthOf(tail) >= LONG_TAIL) ? undefined : runOf(rule.regex);
  const text = anchor ? undefined : textOf(rule.regex, keywords);
  return {
    keywords,
    window,
    anchor,
    ...(tails && { tails }),
    ...(spellings && { spellings }),
    ...(run && { run }),
    ...(text !== undefined && { text }),
  };
}

function lengthOf(tail: NonNullable<Rule['tails']>[number]): number {
  return tail.reduce((sum, [, count]) => sum + count, 0);
}

function textOf(regex: string, keywords: readonly string[]): string | undefined {
  return requiredText(parseRegex(regex), (text) => keywords.some((keyword) => keyword.toLowerCase().includes(text)));
}

function runOf(regex: string): Rule['run'] {
  const run = requiredRun(parseRegex(regex));
  return run && [hexOf(widenFor(regex)(run.set)), run.count];
}

/** Flags of a set as hexadecimal digits. */
function hexOf(flags: Uint8Array): string {
  const digits = BigInt(`0b${flags.join('')}`).toString(16);
  return digits.padStart(32, '0');
}

function widenFor(regex: string): (flags: Uint8Array) => Uint8Array {
  return IGNORES_CASE.test(regex) ? inEitherCase : (flags) => flags;
}

function tailsOf(regex: string, keywords: readonly string[]): NonNullable<Rule['tails']> {
  const tree = parseRegex(regex);
  const widen = widenFor(regex);
  return keywords.map((keyword) => {
    const runs: [string, number][] = [];
    for (const flags of tailSets(tree, keyword.toLowerCase(), ANCHOR_BYTES).map(widen)) {
      const set = hexOf(flags);
      const last = runs.at(-1);
      if (last?.[0] === set) last[1]++;
      else runs.push([set, 1]);
    }
    return runs;
  });
}

/** Nothing when no keyword with a letter has one spelling only. */
function spellingsOf(regex: string, keywords: readonly string[]): Rule['spellings'] {
  if (IGNORES_CASE.test(regex)) return undefined;
  const lower = keywords.map((keyword) => keyword.toLowerCase());
  const found = [...(spellingsIn(parseRegex(regex), lower, ANCHOR_BYTES) ?? [])];
  const spellings = lower.map((keyword) => {
    const ways = found.filter((text) => text.toLowerCase() === keyword);
    return ways.length === 1 && hasLetter(keyword) ? (ways[0] ?? '') : '';
  });
  return spellings.some((spelling) => spelling !== '') ? spellings : undefined;
}

function hasLetter(text: string): boolean {
  return text.toUpperCase() !== text;
}

/** A set of ASCII flags with the other case of each of its letters. */
function inEitherCase(flags: Uint8Array): Uint8Array {
  const wider = Uint8Array.from(flags);
  for (let upper = UPPER_A; upper <= UPPER_Z; upper++) {
    const either = (flags[upper] ?? 0) | (flags[upper + TO_LOWER] ?? 0);
    wider[upper] = either;
    wider[upper + TO_LOWER] = either;
  }
  return wider;
}
