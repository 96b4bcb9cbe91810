import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '../../../src/scan/rules/parse-rule-file.js';
import { problemLine } from '../../../src/scan/rules/problem.js';
import { ruleSource } from './rule-source.js';

const parse = (source: string) => parseRuleFile(source, 'rules/acme.toml');
const messages = (source: string) => parse(source).problems.map(({ message }) => message);
const first = (source: string) => parse(source).rules[0];

describe('a complete rule file', () => {
  it('gives the rule with all its defaults', () => {
    const file = parse(ruleSource());
    expect(file.problems).toEqual([]);
    expect(file.title).toBe('Acme');
    expect(file.rules[0]?.rule).toEqual({
      id: 'acme-token',
      issuer: 'acme',
      reader: 'regex',
      regex: '\\b(acme_[0-9a-f]{16})\\b',
      keywords: ['acme_'],
      window: { before: 1, after: 17 },
      anchor: true,
      tails: [[['000000000000ffc0000000007e000000', 16]]],
      spellings: ['acme_'],
      entropy: 0,
      secretGroup: 0,
      severity: 'high',
      confidence: 'medium',
      allowlists: [],
    });
  });

  it('keeps what people read apart', () => {
    expect(first(ruleSource({ tags: '["a"]', references: '["https://acme.example"]' }))?.text).toEqual({
      title: 'Acme token',
      description: 'Lets anyone act as the account.',
      tags: ['a'],
      references: ['https://acme.example'],
      advice: 'Revoke it in the settings.',
    });
  });

  it('knows examples as text and with the secret, and non-examples', () => {
    const parsed = first(ruleSource({ examples: '["a", { text = "b c", secret = "c" }]', nonExamples: '["d"]' }));
    expect(parsed?.examples).toEqual([{ text: 'a' }, { text: 'b c', secret: 'c' }]);
    expect(parsed?.nonExamples).toEqual(['d']);
  });

  it('carries every optional key', () => {
    const source = ruleSource({
      path: "'''\\.env$'''",
      entropy: '3.5',
      secretGroup: '1',
      confidence: '"low"',
      checksum: '"github"',
      skipReport: 'true',
      parts: '[{ name = "id", rule = "acme-id", withinLines = 2 }, { name = "realm", rule = "acme-realm" }]',
    });
    expect(first(source)?.rule).toMatchObject({
      path: '\\.env$',
      entropy: 3.5,
      secretGroup: 1,
      confidence: 'low',
      checksum: 'github',
      skipReport: true,
      parts: [
        { name: 'id', rule: 'acme-id', withinLines: 2 },
        { name: 'realm', rule: 'acme-realm' },
      ],
    });
  });
});

describe('keys', () => {
  it("take gitleaks' ones in any case", () => {
    const source = ruleSource({
      id: '',
      ID: '"acme-token"',
      regex: '',
      Regex: "'''acme_[a-z]{4}'''",
      SECRETGROUP: '0',
    });
    expect(messages(source)).toEqual([]);
    expect(first(source)?.rule.regex).toBe('acme_[a-z]{4}');
  });

  it.each([
    [{ Severity: '"high"', severity: '' }, ['unknown key "Severity", did you mean "severity"?', 'severity is missing']],
    [{ keyword: '["a"]' }, ['unknown key "keyword", did you mean "keywords"?']],
    [{ nonexamples: '["a"]' }, ['unknown key "nonexamples", did you mean "nonExamples"?']],
    [{ zzzzzzzzz: '1' }, ['unknown key "zzzzzzzzz"']],
    [{ Regex: '"a"' }, ['key "regex" is given twice']],
    [{ regex: '5' }, ['regex is not a string', 'both regex and path are missing']],
    [{ keywords: '"a"' }, ['keywords is not a list of strings']],
    [{ entropy: '-1' }, ['entropy is not a number that is not negative']],
    [{ skipReport: '"yes"' }, ['skipReport is not true or false']],
    [{ severity: '"hihg"' }, ['severity is "hihg", expected "critical", "high", "medium", "low"']],
    [{ confidence: '"sure"' }, ['confidence is "sure", expected "high", "medium", "low"']],
    [{ reader: '"assigment"' }, ['reader is "assigment", expected "regex", "assignment"']],
    [{ examples: '[5]' }, ['examples is not a list of strings or tables']],
    [{ examples: '[{ text = "a" }]' }, ['example lacks text, or both secret and path']],
    [
      { examples: '[{ test = "a" }]' },
      ['example: unknown key "test", did you mean "text"?', 'example lacks text, or both secret and path'],
    ],
    [
      { title: '', description: '', severity: '', advice: '', examples: '' },
      ['title is missing', 'description is missing', 'severity is missing', 'advice is missing', 'examples is missing'],
    ],
    [{ id: '' }, ['id is missing']],
    [{ regex: '' }, ['both regex and path are missing']],
    [{ reader: '"assignment"' }, ['regex is given, but the reader "assignment" does not use one']],
    [{ window: '{ before = 1 }' }, ['window lacks before or after, expected both, in bytes']],
    [{ window: '{ before = 1, after = 99999 }' }, ['window is wider than 16384 bytes on one side']],
    [
      { window: '{ before = 1, aftr = 2 }' },
      ['window: unknown key "aftr", did you mean "after"?', 'window lacks before or after, expected both, in bytes'],
    ],
    [{ parts: '[{ name = "id" }]' }, ['part lacks name or rule, expected both']],
    [
      { parts: '[{ name = "id", rule = "acme-id", withinCharacters = 1001 }]' },
      ['part is looked for within 1001 characters, expected at most 1000'],
    ],
    [
      { parts: '[{ name = "id", rule = "acme-id", withinLine = 3 }]' },
      ['part: unknown key "withinLine", did you mean "withinLines"?'],
    ],
    [{ required: '[{ id = "b" }]' }, ['"required" is not supported yet']],
    [
      { regex: "'''(?=a)'''" },
      ['cannot read the regex at character 2: a lookaround or an unknown group, expected RE2 syntax'],
    ],
  ])('%j', (lines, expected) => {
    expect(messages(ruleSource(lines))).toEqual(expected);
  });

  it('name a mistyped section at the top, with its line', () => {
    const { problems } = parse(`title = "Acme"\n\n[[rule]]\nid = "a"\n`);
    expect(problems).toEqual([
      { file: 'rules/acme.toml', line: 3, message: 'unknown key "rule", did you mean "rules"?' },
    ]);
  });

  it('may not leave the title out', () => {
    expect(messages(ruleSource({}, ''))).toEqual(["title is missing, expected the issuer's name"]);
  });
});

describe('lines', () => {
  it('are those of the rule, also for the same id twice', () => {
    const rule = '[[rules]]\nid = "a"\nbad = 1\n';
    const { problems } = parse(`title = "x"\n${rule}\n# id = "a"\n${rule}`);
    const lines = problems.filter(({ message }) => message.startsWith('unknown key')).map(({ line }) => line);
    expect(lines).toEqual([3, 8]);
  });

  it('are found for either quote and odd blanks', () => {
    const { problems } = parse(`title = "x"\n[[rules]]\n\t'id'='b'\nbad = 1\n`);
    expect(problems[0]).toMatchObject({ line: 3, rule: 'b' });
  });

  it('of TOML that cannot be read come without an excerpt', () => {
    const { problems, rules } = parse('title = "x"\nadvice = "secret words\n');
    expect(rules).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 2 });
    expect(problems[0]?.message).toMatch(/^cannot read TOML at column \d+: /);
    expect(problems[0]?.message).not.toContain('secret words');
  });

  it('make a line that editors can follow', () => {
    expect(problemLine({ file: 'rules/a.toml', line: 7, rule: 'b', message: 'c' })).toBe('rules/a.toml:7: rule "b": c');
    expect(problemLine({ file: 'rules/a.toml', line: 7, message: 'c' })).toBe('rules/a.toml:7: c');
    const warning = { file: 'rules/a.toml', line: 7, rule: 'b', level: 'warning', message: 'c' } as const;
    expect(problemLine(warning)).toBe('rules/a.toml:7: warning: rule "b": c');
  });
});

describe("a user's file in gitleaks' dialect", () => {
  const parseTheirs = (source: string) => parseRuleFile(source, '/somewhere/.gitleaks.toml', 'gitleaks');

  it('needs no key of ours', () => {
    const file = parseTheirs(`minVersion = "v8.25.0"
[extend]
useDefault = true
[[rules]]
id = "mine"
description = "My token"
regex = '''mine-[a-z]{10}'''
`);
    expect(file.problems).toEqual([]);
    expect(file.rules[0]?.rule).toMatchObject({ issuer: 'gitleaks', severity: 'high', confidence: 'medium' });
    expect(file.rules[0]?.text.title).toBe('My token');
  });

  it('gets the literals of a regex for keywords', () => {
    const rules = parseTheirs(`[[rules]]\nid = "mine"\nregex = '''(?i)[a-z]{0,9}(?:mine|yours)-\\d+'''\n`).rules;
    expect(rules[0]?.rule).toMatchObject({
      keywords: ['mine-', 'yours-'],
      window: { before: 10, after: 1025 },
      anchor: false,
    });
  });

  it('keeps what a rule requires', () => {
    const source = `[[rules]]\nid = "a"\nregex = "abc"\n[[rules.required]]\nid = "b"\nwithinLines = 5\n`;
    expect(parseTheirs(source).rules[0]?.required).toEqual([{ id: 'b', withinLines: 5 }]);
    expect(parseTheirs(source).problems).toEqual([]);
  });

  it('may look at the path alone', () => {
    const file = parseTheirs(`[[rules]]\nid = "p12"\npath = '''\\.p12$'''\n`);
    expect(file.problems).toEqual([]);
    expect(file.rules[0]?.rule).toMatchObject({ regex: '', path: '\\.p12$', keywords: [] });
  });
});
