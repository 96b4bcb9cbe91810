import { basename } from 'node:path';
import { parse, TomlError, type TomlTable } from 'smol-toml';
import { parseAllowlists } from './parse-allowlist.js';
import { parseRule } from './parse-rule.js';
import type { ParsedRule, ParsedRuleFile, RuleDialect } from './parsed-rule-file.js';
import type { Problem } from './problem.js';
import { type KnownKeys, TableReader } from './table-reader.js';

const OUR_KEYS: KnownKeys = {
  title: 'any-case',
  description: 'any-case',
  rules: 'any-case',
  allowlist: 'any-case',
  allowlists: 'any-case',
};
/** `extend` is resolved by whoever loads a configuration; here it is only known. */
const GITLEAKS_KEYS: KnownKeys = { ...OUR_KEYS, minVersion: 'any-case', extend: 'any-case' };
const KEYS_OF: Readonly<Record<RuleDialect, KnownKeys>> = {
  keepmum: OUR_KEYS,
  gitleaks: GITLEAKS_KEYS,
  config: { ...GITLEAKS_KEYS, scan: 'exact', secrets: 'exact' },
};

/**
 * Reads a rule file. Never throws: what is wrong is in `problems`, and the rules that could be read are there all the same.
 *
 * @param fileName how problems name the file; its last part without `.toml` is the issuer
 */
export function parseRuleFile(source: string, fileName: string, dialect: RuleDialect = 'keepmum'): ParsedRuleFile {
  const problems: Problem[] = [];
  const table = parseToml(source, fileName, problems);
  const lines = new LineFinder(source);
  const report = (message: string) => {
    const quoted = /"([^"]+)"/.exec(message)?.[1] ?? '';
    problems.push({ file: fileName, line: lines.ofKey(quoted), message });
  };
  const top = new TableReader(table, KEYS_OF[dialect], report);
  const lists = parseAllowlists(top, 'global', report);
  const title = top.string('title') ?? '';
  if (title === '' && dialect === 'keepmum' && problems.length === 0)
    report("title is missing, expected the issuer's name");
  const issuer = basename(fileName)
    .replace(/^\./, '')
    .replace(/\.toml$/, '');
  const rules: ParsedRule[] = [];
  for (const ruleTable of top.tables('rules')) {
    const id = ruleId(ruleTable);
    const line = lines.ofRule(id);
    const parsed = parseRule(ruleTable, {
      issuer,
      dialect,
      line,
      report: (message) => problems.push({ file: fileName, line, rule: id, message }),
    });
    if (parsed) rules.push(parsed);
  }
  return {
    file: fileName,
    title,
    rules,
    allowlists: lists.filter(({ targetRules }) => targetRules.length === 0).map(({ allowlist }) => allowlist),
    targeted: lists
      .filter(({ targetRules }) => targetRules.length > 0)
      .map(({ allowlist, targetRules }) => ({ rules: targetRules, allowlist })),
    problems,
  };
}

function parseToml(source: string, file: string, problems: Problem[]): TomlTable {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The library's message goes on with an excerpt of the file, which may be a secret.
    const [message = ''] = error.message.split('\n');
    problems.push({ file, line: error.line, message: `cannot read TOML at column ${error.column}: ${message}` });
    return {};
  }
}

function ruleId(table: TomlTable): string {
  const key = Object.keys(table).find((one) => one.toLowerCase() === 'id');
  const id = key === undefined ? undefined : table[key];
  return typeof id === 'string' ? id : '';
}

/** The TOML parser forgets where values stood; lines are found again by their text. */
class LineFinder {
  readonly #lines: readonly string[];
  readonly #seen = new Map<string, number>();

  constructor(source: string) {
    this.#lines = source.split(/\r?\n/);
  }

  /** Each call with the same id finds the next line that gives it. */
  ofRule(id: string): number {
    const from = this.#seen.get(id) ?? 0;
    const index = this.#lines.findIndex((line, at) => {
      const match = at < from ? undefined : /^\s*["']?id["']?\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(line);
      return match && (match[1] ?? match[2]) === id;
    });
    if (index >= 0) this.#seen.set(id, index + 1);
    return index < 0 ? 1 : index + 1;
  }

  ofKey(key: string): number {
    const index = this.#lines.findIndex((line) => /^[\s["']*([\w-]+)/.exec(line)?.[1] === key);
    return index < 0 ? 1 : index + 1;
  }
}
