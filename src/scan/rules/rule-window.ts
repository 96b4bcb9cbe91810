import { MAX_WINDOW_BYTES, regexShape, requiredLiterals } from './regex/regex-shape.js';
import type { Rule } from './rule.js';

/** A match that starts at most this many bytes before its keyword counts as anchored. */
const ANCHOR_BYTES = 4;
/** For a reader written by hand, which finds its own way. */
const WIDE_WINDOW = { before: 1024, after: 4096 };

/** What the shape of a rule's regex says about where to look. */
export interface RuleReach {
  readonly keywords: readonly string[];
  readonly window: Rule['window'];
  readonly anchor: boolean;
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
  return { keywords, window, anchor };
}
