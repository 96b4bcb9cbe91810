import { MIN_LITERAL_BYTES } from '../../core/literals/literal-search.js';
import { nearestName } from '../../core/nearest-name.js';
import { validityCheckNames } from '../detect/validity/check-validity.js';
import { checkExamples, type FindSecrets } from './check-examples.js';
import type { ParsedRule, ParsedRuleFile } from './parsed-rule-file.js';
import type { Problem } from './problem.js';
import { canHold } from './regex/can-hold.js';
import { parseRegex } from './regex/parse-regex.js';
import { regexShape, requiredLiterals } from './regex/regex-shape.js';
import { findSetProblems } from './set-problems.js';

/** A message lists no more literals than this. */
const MAX_NAMED = 4;

/** What the check needs of the engine. */
export interface RuleCheckTools {
  /** All findings in a text, by whatever rule. */
  readonly find: FindSecrets;
  /** Throws when the regex engine rejects the pattern. */
  readonly compile: (pattern: string) => unknown;
}

/**
 * Everything that is wrong with rule files: their form, their regexes, their examples.
 * @returns sorted by file and line; empty when all is well. Those of level `warning` need not stop anybody
 */
export function checkRules(files: readonly ParsedRuleFile[], tools: RuleCheckTools): readonly Problem[] {
  const problems: Problem[] = [...files.flatMap((file) => file.problems), ...findSetProblems(files)];
  for (const { file, rules } of files) {
    for (const parsed of rules) {
      const messages = [...checkRule(parsed, tools.compile), ...checkExamples(parsed, tools.find)];
      const site = { file, line: parsed.line, rule: parsed.rule.id };
      problems.push(...messages.map((message) => ({ ...site, message })));
      const missed = missedMatches(parsed.rule);
      if (missed !== undefined) problems.push({ ...site, level: 'warning', message: missed });
    }
  }
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function checkRule({ rule, text }: ParsedRule, compile: RuleCheckTools['compile']): readonly string[] {
  const lists = rule.allowlists.flatMap(({ paths, regexes }) => [...paths, ...regexes]);
  const patterns = [rule.regex, rule.path ?? '', ...lists].filter((pattern) => pattern !== '');
  const rejected = patterns.map((pattern) => rejection(pattern, compile)).filter((message) => message !== undefined);
  const empty = (['title', 'advice'] as const).filter((key) => text[key].trim() === '').map((key) => `${key} is empty`);
  return [...rejected, ...empty, ...checkKeywords(rule), ...checkChecksum(rule.checksum)];
}

function rejection(pattern: string, compile: RuleCheckTools['compile']): string | undefined {
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    return `the regex engine rejects ${JSON.stringify(pattern)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function checkKeywords({ regex, path, keywords }: ParsedRule['rule']): readonly string[] {
  if (keywords.length === 0) return regex === '' && path ? [] : ['it has no literal, expected keywords'];
  const messages = keywords
    .filter((keyword) => Buffer.byteLength(keyword) < MIN_LITERAL_BYTES)
    .map((keyword) => `keyword "${keyword}" is shorter than ${MIN_LITERAL_BYTES} bytes`);
  if (regex === '') return messages;
  const tree = parseRegex(regex);
  const unused = keywords.filter((keyword) => !canHold(tree, keyword));
  return [...messages, ...unused.map((keyword) => `keyword "${keyword}" cannot occur in a match`)];
}

/** Names what the regex matches where no keyword is, as far as its literals tell; an author may mean it so. */
function missedMatches({ regex, keywords }: ParsedRule['rule']): string | undefined {
  if (regex === '' || keywords.length === 0) return undefined;
  if (regexShape(regex, keywords).coverage === 'every') return undefined;
  const without = requiredLiterals(regex).filter((literal) => !keywords.some((keyword) => literal.includes(keyword)));
  const named = without.slice(0, MAX_NAMED).map((literal) => JSON.stringify(literal));
  const where = named.length === 0 ? '' : `, such as one with ${named.join(', ')}`;
  return `a match need not hold any of the keywords${where}: it would be missed`;
}

function checkChecksum(name: string | undefined): readonly string[] {
  const names = validityCheckNames();
  if (name === undefined || names.includes(name)) return [];
  const nearest = nearestName(name, names);
  return [`checksum "${name}" is unknown${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`];
}
