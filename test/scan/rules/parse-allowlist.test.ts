import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '../../../src/scan/rules/parse-rule-file.js';
import { ruleSource } from './rule-source.js';

const parse = (tail: string, top?: string) => parseRuleFile(`${ruleSource({}, top)}${tail}`, 'rules/acme.toml');
const listsOf = (tail: string) => parse(tail).rules[0]?.rule.allowlists;
const messages = (tail: string, top?: string) => parse(tail, top).problems.map(({ message }) => message);

const EMPTY = { condition: 'OR', commits: [], paths: [], regexes: [], regexTarget: 'secret', stopwords: [] };

describe("a rule's allowlists", () => {
  it('are a list, or one table as of old', () => {
    const expected = [{ ...EMPTY, paths: ['a'] }];
    expect(listsOf('[[rules.allowlists]]\npaths = ["a"]\n')).toEqual(expected);
    expect(listsOf('[rules.allowlist]\npaths = ["a"]\n')).toEqual(expected);
  });

  it('are not both', () => {
    const both = '[rules.allowlist]\npaths = ["a"]\n[[rules.allowlists]]\npaths = ["b"]\n';
    expect(messages(both)).toEqual(['both "allowlist" and "allowlists" are given, expected one of them']);
  });

  it.each([
    ['', 'OR'],
    ['OR', 'OR'],
    ['or', 'OR'],
    ['||', 'OR'],
    ['AND', 'AND'],
    ['and', 'AND'],
    ['&&', 'AND'],
  ])('join by %j as %s', (written, condition) => {
    expect(listsOf(`[[rules.allowlists]]\ncondition = "${written}"\npaths = ["a"]\n`)?.[0]).toMatchObject({
      condition,
    });
  });

  it.each([
    ['', 'secret'],
    ['secret', 'secret'],
    ['match', 'match'],
    ['Line', 'line'],
  ])('aim at %j as %s', (written, regexTarget) => {
    expect(listsOf(`[[rules.allowlists]]\nregexTarget = "${written}"\nregexes = ["a"]\n`)?.[0]).toMatchObject({
      regexTarget,
    });
  });

  it('fold what is compared without case', () => {
    const list = listsOf('[[rules.allowlists]]\nstopwords = ["EXAMPLE"]\ncommits = ["ABC"]\n')?.[0];
    expect(list).toMatchObject({ stopwords: ['example'], commits: ['abc'] });
  });

  it('take their keys in any case', () => {
    expect(listsOf('[[rules.AllowLists]]\nStopWords = ["a"]\nRegexTarget = "line"\n')?.[0]).toMatchObject({
      stopwords: ['a'],
      regexTarget: 'line',
    });
  });

  it.each([
    ['', 'allowlist: it is empty, expected commits, paths, regexes or stopwords'],
    ['paths = ["a"]\ncondition = "XOR"', 'allowlist: condition is "XOR", expected "OR" or "AND"'],
    ['paths = ["a"]\nregexTarget = "file"', 'allowlist: regexTarget is "file", expected "secret", "match" or "line"'],
    ['paths = ["a"]\nregexs = ["a"]', 'allowlist: unknown key "regexs", did you mean "regexes"?'],
    ['paths = ["a"]\ntargetRules = ["a"]', 'allowlist: unknown key "targetRules"'],
  ])('complain of %j', (body, message) => {
    expect(messages(`[[rules.allowlists]]\n${body}\n`)).toEqual([message]);
  });
});

describe('allowlists at the top', () => {
  it('are for all rules, unless they name some', () => {
    const file = parse('[[allowlists]]\npaths = ["a"]\n[[allowlists]]\npaths = ["b"]\ntargetRules = ["acme-token"]\n');
    expect(file.problems).toEqual([]);
    expect(file.allowlists).toEqual([{ ...EMPTY, paths: ['a'] }]);
    expect(file.targeted).toEqual([{ rules: ['acme-token'], allowlist: { ...EMPTY, paths: ['b'] } }]);
  });

  it('have the old form too', () => {
    expect(parse('[allowlist]\nstopwords = ["a"]\n').allowlists).toEqual([{ ...EMPTY, stopwords: ['a'] }]);
  });
});
