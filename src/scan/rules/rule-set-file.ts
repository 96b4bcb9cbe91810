import { readFileSync, writeFileSync } from 'node:fs';
import { lazyList } from '../../core/lazy-list.js';
import type { Rule, RuleSet } from './rule.js';

// One JSON text, but with a line for each rule: most rules of a scan are never woken, so they need not be parsed.
const LINE_FEED = 0x0a;
const COMMA = 0x2c;
const END = ']}';

/** Writes a rule set for `readRuleSet`. */
export function writeRuleSet({ rules, ...whole }: RuleSet, file: string): void {
  const head = `${JSON.stringify(whole).slice(0, -1)},"rules":[`;
  writeFileSync(file, `${head}${rules.map((rule) => `\n${JSON.stringify(rule)}`).join(',')}\n${END}`);
}

/** Reads the rule set of a file; each rule is parsed when it is first looked at. */
export function readRuleSet(file: string): RuleSet {
  const bytes = readFileSync(file);
  const ends: number[] = [];
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, end + 1)) ends.push(end);
  const whole = JSON.parse(bytes.toString('utf8', 0, ends[0]) + END) as RuleSet;
  const ruleAt = (index: number): Rule => {
    const end = ends[index + 1] ?? 0;
    const isLast = bytes[end - 1] !== COMMA;
    return JSON.parse(bytes.toString('utf8', (ends[index] ?? 0) + 1, isLast ? end : end - 1)) as Rule;
  };
  return { ...whole, rules: lazyList(ends.length - 1, ruleAt) };
}
