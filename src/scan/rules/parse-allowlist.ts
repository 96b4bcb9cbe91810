import type { TomlTable } from 'smol-toml';
import type { Allowlist } from './rule.js';
import { type KnownKeys, TableReader } from './table-reader.js';

const KEYS: KnownKeys = {
  description: 'any-case',
  condition: 'any-case',
  commits: 'any-case',
  paths: 'any-case',
  regexes: 'any-case',
  regexTarget: 'any-case',
  stopwords: 'any-case',
};
const GLOBAL_KEYS: KnownKeys = { ...KEYS, targetRules: 'any-case' };

const CONDITIONS: Readonly<Record<string, Allowlist['condition']>> = {
  '': 'OR',
  or: 'OR',
  '||': 'OR',
  and: 'AND',
  '&&': 'AND',
};

/** An allowlist and, at the top level, the rules it is limited to. */
export interface ParsedAllowlist {
  readonly allowlist: Allowlist;
  readonly targetRules: readonly string[];
}

/** Both of gitleaks' forms: the list `allowlists`, and the single table `allowlist` of before; not both at once. */
export function parseAllowlists(
  owner: TableReader,
  level: 'rule' | 'global',
  report: (message: string) => void,
): readonly ParsedAllowlist[] {
  const single = owner.table('allowlist');
  const list = owner.tables('allowlists');
  if (single && owner.has('allowlists')) report('both "allowlist" and "allowlists" are given, expected one of them');
  return (single ? [single, ...list] : list).map((table) => parseAllowlist(table, level, report));
}

function parseAllowlist(
  table: TomlTable,
  level: 'rule' | 'global',
  report: (message: string) => void,
): ParsedAllowlist {
  const complain = (message: string) => report(`allowlist: ${message}`);
  const reader = new TableReader(table, level === 'global' ? GLOBAL_KEYS : KEYS, complain);
  const allowlist: Allowlist = {
    condition: parseCondition(reader.string('condition') ?? '', complain),
    commits: reader.strings('commits').map((commit) => commit.toLowerCase()),
    paths: reader.strings('paths'),
    regexes: reader.strings('regexes'),
    regexTarget: parseTarget(reader.string('regexTarget') ?? '', complain),
    stopwords: reader.strings('stopwords').map((word) => word.toLowerCase()),
  };
  const { commits, paths, regexes, stopwords } = allowlist;
  if (commits.length + paths.length + regexes.length + stopwords.length === 0) {
    complain('it is empty, expected commits, paths, regexes or stopwords');
  }
  return { allowlist, targetRules: level === 'global' ? reader.strings('targetRules') : [] };
}

function parseCondition(written: string, complain: (message: string) => void): Allowlist['condition'] {
  const condition = CONDITIONS[written.toLowerCase()];
  if (!condition) complain(`condition is ${JSON.stringify(written)}, expected "OR" or "AND"`);
  return condition ?? 'OR';
}

function parseTarget(written: string, complain: (message: string) => void): Allowlist['regexTarget'] {
  const target = written === '' ? 'secret' : written.toLowerCase();
  if (target === 'secret' || target === 'match' || target === 'line') return target;
  complain(`regexTarget is ${JSON.stringify(written)}, expected "secret", "match" or "line"`);
  return 'secret';
}
