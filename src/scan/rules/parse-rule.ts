import type { TomlTable } from 'smol-toml';
import { parseAllowlists } from './parse-allowlist.js';
import type { ParsedRule, RequiredRule, RuleDialect, RuleExample } from './parsed-rule-file.js';
import { MAX_NESTED_REPEATS, nestedRepeats } from './regex/nested-repeats.js';
import { parseRegex } from './regex/parse-regex.js';
import { MAX_WINDOW_BYTES } from './regex/regex-shape.js';
import {
  CONFIDENCES,
  GATES,
  MAX_PART_CHARACTERS,
  type Reader,
  type Rule,
  type RulePart,
  type RuleText,
  SEVERITIES,
} from './rule.js';
import { type RuleReach, ruleReach } from './rule-window.js';
import { type KnownKeys, TableReader } from './table-reader.js';

const KEYS: KnownKeys = {
  id: 'any-case',
  description: 'any-case',
  regex: 'any-case',
  path: 'any-case',
  secretGroup: 'any-case',
  entropy: 'any-case',
  keywords: 'any-case',
  tags: 'any-case',
  skipReport: 'any-case',
  allowlist: 'any-case',
  allowlists: 'any-case',
  required: 'any-case',
  parts: 'exact',
  title: 'exact',
  severity: 'exact',
  confidence: 'exact',
  checksum: 'exact',
  gate: 'exact',
  references: 'exact',
  advice: 'exact',
  examples: 'exact',
  nonExamples: 'exact',
  reader: 'exact',
  window: 'exact',
};
const READERS: readonly Reader[] = ['regex', 'assignment'];
/** What our own rules may not leave out. */
const DUTIES = ['title', 'description', 'severity', 'advice', 'examples'] as const;

/** Where the rule stands, and what to do with its faults. */
export interface RuleSite {
  readonly issuer: string;
  readonly dialect: RuleDialect;
  readonly line: number;
  readonly report: (message: string) => void;
}

/** @returns undefined when the table is not a rule at all; faults go to `site.report` */
export function parseRule(table: TomlTable, site: RuleSite): ParsedRule | undefined {
  const reader = new TableReader(table, KEYS, site.report);
  const rule = parseMachineHalf(reader, site);
  if (!rule) return undefined;
  for (const key of site.dialect === 'keepmum' ? DUTIES : []) {
    if (!reader.has(key)) site.report(`${key} is missing`);
  }
  const required = reader.tables('required').map((one) => parseRequired(one, site.report));
  if (required.length > 0 && site.dialect === 'keepmum') site.report('"required" is not supported yet');
  return {
    rule,
    text: parseText(reader, rule.id),
    examples: reader.stringsOrTables('examples').map((one) => parseExample(one, site.report)),
    nonExamples: reader.strings('nonExamples'),
    required,
    line: site.line,
  };
}

function parseMachineHalf(reader: TableReader, site: RuleSite): Rule | undefined {
  const id = reader.string('id');
  if (!id) {
    site.report('id is missing');
    return undefined;
  }
  const path = reader.string('path');
  const checksum = reader.string('checksum');
  const gate = reader.oneOf('gate', GATES);
  const form = reader.oneOf('reader', READERS) ?? 'regex';
  const regex = form === 'regex' ? (reader.string('regex') ?? '') : '';
  if (form === 'regex' && regex === '' && !path) site.report('both regex and path are missing');
  if (form !== 'regex' && reader.has('regex')) site.report(`regex is given, but the reader "${form}" does not use one`);
  const reach = parseReach(reader, regex, site.report);
  const parts = reader.tables('parts').map((one) => parsePart(one, site.report));
  if (!reach) return undefined;
  return {
    id,
    issuer: site.issuer,
    reader: form,
    regex,
    ...(path && { path }),
    ...reach,
    ...(gate && { gate }),
    ...(reader.strings('tags').includes('generic') && { generic: true }),
    entropy: reader.number('entropy') ?? 0,
    secretGroup: reader.number('secretGroup') ?? 0,
    severity: reader.oneOf('severity', SEVERITIES) ?? 'high',
    confidence: reader.oneOf('confidence', CONFIDENCES) ?? 'medium',
    ...(checksum && { checksum }),
    ...(reader.boolean('skipReport') && { skipReport: true }),
    ...(parts.length > 0 && { parts }),
    allowlists: parseAllowlists(reader, 'rule', site.report).map(({ allowlist }) => allowlist),
  };
}

function parseReach(reader: TableReader, regex: string, report: (message: string) => void): RuleReach | undefined {
  const window = parseWindow(reader.table('window'), report);
  const keywords = [...new Set(reader.strings('keywords').map((keyword) => keyword.toLowerCase()))];
  try {
    const repeats = regex === '' ? 1 : nestedRepeats(parseRegex(regex));
    if (repeats > MAX_NESTED_REPEATS)
      report(`regex repeats a part ${repeats} times, expected at most ${MAX_NESTED_REPEATS}, as RE2 takes no more`);
    return ruleReach({ regex, keywords, ...(window && { window }) });
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function parseWindow(table: TomlTable | undefined, report: (message: string) => void): Rule['window'] | undefined {
  if (!table) return undefined;
  const reader = new TableReader(table, { before: 'exact', after: 'exact' }, (message) => report(`window: ${message}`));
  const before = reader.number('before');
  const after = reader.number('after');
  if (before === undefined || after === undefined) report('window lacks before or after, expected both, in bytes');
  else if (Math.max(before, after) > MAX_WINDOW_BYTES)
    report(`window is wider than ${MAX_WINDOW_BYTES} bytes on one side`);
  else return { before, after };
  return undefined;
}

function parseText(reader: TableReader, id: string): RuleText {
  const description = reader.string('description') ?? '';
  return {
    title: reader.string('title') ?? (description || id),
    description,
    tags: reader.strings('tags'),
    references: reader.strings('references'),
    advice: reader.string('advice') ?? '',
  };
}

function parseExample(written: string | TomlTable, report: (message: string) => void): RuleExample {
  if (typeof written === 'string') return { text: written };
  const reader = new TableReader(written, { text: 'exact', secret: 'exact', path: 'exact' }, (message) =>
    report(`example: ${message}`),
  );
  const text = reader.string('text');
  const secret = reader.string('secret');
  const path = reader.string('path');
  if (text === undefined || (secret ?? path) === undefined) report('example lacks text, or both secret and path');
  return { text: text ?? '', ...(secret !== undefined && { secret }), ...(path !== undefined && { path }) };
}

function parsePart(table: TomlTable, report: (message: string) => void): RulePart {
  const keys: KnownKeys = { name: 'exact', rule: 'exact', withinLines: 'exact', withinCharacters: 'exact' };
  const reader = new TableReader(table, keys, (message) => report(`part: ${message}`));
  const [name, rule] = [reader.string('name'), reader.string('rule')];
  const withinLines = reader.number('withinLines');
  const withinCharacters = reader.number('withinCharacters');
  if (!name || !rule) report('part lacks name or rule, expected both');
  if ((withinCharacters ?? 0) > MAX_PART_CHARACTERS)
    report(`part is looked for within ${withinCharacters} characters, expected at most ${MAX_PART_CHARACTERS}`);
  return {
    name: name ?? '',
    rule: rule ?? '',
    ...(withinLines !== undefined && { withinLines }),
    ...(withinCharacters !== undefined && { withinCharacters }),
  };
}

function parseRequired(table: TomlTable, report: (message: string) => void): RequiredRule {
  const keys: KnownKeys = { id: 'any-case', withinLines: 'any-case', withinColumns: 'any-case' };
  const reader = new TableReader(table, keys, (message) => report(`required: ${message}`));
  const id = reader.string('id');
  const withinLines = reader.number('withinLines');
  const withinColumns = reader.number('withinColumns');
  if (!id) report('required: id is missing');
  return {
    id: id ?? '',
    ...(withinLines !== undefined && { withinLines }),
    ...(withinColumns !== undefined && { withinColumns }),
  };
}
