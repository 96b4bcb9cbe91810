import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/scan/rules/check-rules.js';
import { parseRuleFile } from '../../../src/scan/rules/parse-rule-file.js';
import type { ParsedRuleFile } from '../../../src/scan/rules/parsed-rule-file.js';
import { ruleSource } from './rule-source.js';

const PREFIX = 'acme_';

/** What gitleaks would find, without windows, filters or allowlists. */
function finderFor(files: readonly ParsedRuleFile[]) {
  const rules = files.flatMap((file) => file.rules.map(({ rule }) => rule));
  return (text: string) =>
    rules.flatMap(({ id, regex, keywords }) => {
      if (regex === '' || !keywords.some((keyword) => text.toLowerCase().includes(keyword))) return [];
      const matcher = RE2JS.compile(regex).matcher(text);
      return matcher.find() ? [{ rule: id, secret: matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? '' }] : [];
    });
}

function check(...sources: readonly string[]): readonly string[] {
  const files = sources.map((source) => parseRuleFile(source, 'rules/acme.toml'));
  const problems = checkRules(files, { find: finderFor(files), compile: (pattern) => RE2JS.compile(pattern) });
  return problems.map(({ line, level, message }) => `${line}: ${level ? `${level}: ` : ''}${message}`);
}
const good = { examples: `["token = ${PREFIX}{{hex:16}}"]` };
const checkRule = (lines: Readonly<Record<string, string>>) => check(ruleSource({ ...good, ...lines }));

describe('checkRules', () => {
  it('has nothing to say about a good rule', () => {
    expect(checkRule({ nonExamples: `["${PREFIX}{{hex:15}}", "$\{{ secrets.ACME }}"]`, checksum: '"github"' })).toEqual(
      [],
    );
  });

  it.each([
    ['an example that is not found', { examples: '["nothing"]' }, '4: example 1 is not found'],
    [
      'a secret that is only a part',
      { examples: `[{ text = "${PREFIX}{{hex:16}}", secret = "{{hex:16}}" }]` },
      '4: example 1 is found, but with another secret than expected: more than it, 21 characters, expected 16',
    ],
    [
      'a secret that is more',
      { examples: `[{ text = "x ${PREFIX}{{hex:16}}", secret = "x ${PREFIX}{{hex:16}}" }]` },
      '4: example 1 is found, but with another secret than expected: a part of it, 21 characters, expected 23',
    ],
    ['a nonExample that is found', { nonExamples: `["a", "${PREFIX}{{hex:16}}"]` }, '4: nonExample 2 is found'],
    [
      'a whole credential in the file',
      { examples: `["token ${PREFIX}${'0'.repeat(16)} {{hex:3}}"]` },
      '4: example 1 holds a whole credential, expected placeholders',
    ],
    [
      'a placeholder that is not known',
      { examples: '["{{hax:16}}"]' },
      '4: example 1: cannot expand the placeholder "hax": it is unknown, did you mean "hex"?',
    ],
    ['a checksum that is not known', { checksum: '"gihub"' }, '4: checksum "gihub" is unknown, did you mean "github"?'],
    [
      'an example without a secret or a path',
      { examples: `[{ text = "${PREFIX}{{hex:16}}" }]` },
      '4: example lacks text, or both secret and path',
    ],
    [
      'counts inside counts that RE2 does not take',
      { regex: `'''${PREFIX}(?:[0-9a-f]{16}){63}'''`, examples: '["x"]' },
      '4: regex repeats a part 1008 times, expected at most 1000, as RE2 takes no more',
    ],
    ['an empty title', { title: '"  "' }, '4: title is empty'],
    [
      'no literal',
      { regex: "'''[0-9]{16}'''", keywords: '[]', examples: '["{{digit:16}}"]' },
      '4: it has no literal, expected keywords',
    ],
    ['a keyword that no match holds', { keywords: '["acme_", "acne"]' }, '4: keyword "acne" cannot occur in a match'],
  ])('finds %s', (_what, lines, message) => {
    const messages = checkRule(lines);
    expect(messages).toContain(message);
  });

  it('finds a part that is no rule', () => {
    expect(checkRule({ parts: '[{ name = "id", rule = "acme-tokn" }]' })).toEqual([
      '4: part "id" is the unknown rule "acme-tokn", did you mean "acme-token"?',
    ]);
  });

  it('finds keywords that do not cover every match, and says which', () => {
    expect(checkRule({ regex: "'''(?:acme|emca|umca)_[0-9a-f]{16}'''" })).toEqual([
      '4: warning: a match need not hold any of the keywords, such as one with "emca_", "umca_": it would be missed',
    ]);
  });

  it('finds a keyword that is too short to search for', () => {
    const messages = checkRule({ keywords: '["ac"]' });
    expect(messages).toEqual(['4: keyword "ac" is shorter than 3 bytes']);
  });

  it('passes on what the engine rejects', () => {
    const files = [parseRuleFile(ruleSource({ ...good, path: "'''\\.env'''" }), 'rules/acme.toml')];
    const compile = () => {
      throw new Error('too large');
    };
    const rejected = checkRules(files, { find: finderFor(files), compile }).map(({ message }) => message);
    expect(rejected).toEqual([
      expect.stringMatching(/^the regex engine rejects .*acme_.*: too large$/),
      expect.stringMatching(/^the regex engine rejects ".*env": too large$/),
    ]);
  });

  it('reports what the parser found and what lies between files, by file and line', () => {
    const files = ['b', 'a'].map((name) => parseRuleFile(ruleSource({ ...good, bad: '1' }), `rules/${name}.toml`));
    const problems = checkRules(files, { find: finderFor(files), compile: () => undefined });
    expect(problems.map(({ file, rule, message }) => [file, rule, message])).toEqual([
      ['rules/a.toml', 'acme-token', 'unknown key "bad"'],
      ['rules/a.toml', 'acme-token', 'the id is taken by the rule at rules/b.toml:4'],
      ['rules/b.toml', 'acme-token', 'unknown key "bad"'],
    ]);
  });

  it('never repeats an expanded example', () => {
    const all = checkRule({ examples: `["{{alpha:40}}", { text = "${PREFIX}{{hex:16}}", secret = "{{alpha:20}}" }]` });
    expect(all).toHaveLength(2);
    expect(all.join()).not.toMatch(/[A-Za-z0-9]{15}/);
  });
});
