import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { compileBuiltinRules, readRuleFolder } from '../../../src/scan/rules/compile-builtin.js';
import { compileRules } from '../../../src/scan/rules/compile-rules.js';
import { loadBuiltinRules, loadRuleTexts } from '../../../src/scan/rules/load-builtin.js';
import { parseRuleFile } from '../../../src/scan/rules/parse-rule-file.js';
import { ruleSource } from './rule-source.js';

const fileOf = (id: string, more: Readonly<Record<string, string>> = {}, tail = '') =>
  parseRuleFile(ruleSource({ id: `"${id}"`, ...more }) + tail, `rules/${id}.toml`);

describe('compileRules', () => {
  it('sorts rules by id, whatever the order of files', () => {
    const files = ['b', 'a', 'B', 'a-b'].map((id) => fileOf(id));
    const { ruleSet, texts } = compileRules(files);
    expect(ruleSet.rules.map(({ id }) => id)).toEqual(['B', 'a', 'a-b', 'b']);
    expect(Object.keys(texts).sort()).toEqual(['B', 'a', 'a-b', 'b']);
    expect(compileRules(files.toReversed()).ruleSet).toEqual(ruleSet);
  });

  it('gives each rule the allowlists that name it', () => {
    const list = '[[allowlists]]\npaths = ["x"]\ntargetRules = ["b"]\n';
    const { ruleSet } = compileRules([fileOf('a', {}, list), fileOf('b')]);
    expect(ruleSet.rules.map(({ id, allowlists }) => [id, allowlists.length])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(ruleSet.allowlists).toEqual([]);
  });

  it('has a hash that what people read does not change', () => {
    const hash = (more: Readonly<Record<string, string>>, tail = '') =>
      compileRules([fileOf('a', more, tail)]).ruleSet.hash;
    expect(hash({})).toMatch(/^[0-9a-f]{64}$/);
    expect(hash({ advice: '"Other."' })).toBe(hash({}));
    expect(hash({ entropy: '3' })).not.toBe(hash({}));
    expect(hash({ regex: '"acme_[0-9]{9}"' })).not.toBe(hash({}));
    expect(hash({}, '[[allowlists]]\npaths = ["x"]\n')).not.toBe(hash({}));
  });

  it('refuses files with problems, and names each', () => {
    const files = [fileOf('a', { severity: '"bad"' }), fileOf('b'), fileOf('b')];
    const attempt = () => compileRules(files);
    expect(attempt).toThrow(KeepmumError);
    expect(attempt).toThrow('cannot compile the rules: 2 problems, expected none');
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'RULES_INVALID',
        hints: [
          'rules/a.toml:4: rule "a": severity is "bad", expected "critical", "high", "medium", "low"',
          'rules/b.toml:4: rule "b": the id is taken by the rule at rules/b.toml:4',
        ],
      });
    }
  });

  it('refuses an allowlist for a rule that is not there', () => {
    const list = '[[allowlists]]\npaths = ["x"]\ntargetRules = ["acme-tokn"]\n';
    const attempt = () => compileRules([fileOf('acme-token', {}, list)]);
    try {
      attempt();
      expect.unreachable();
    } catch (error) {
      expect((error as KeepmumError).hints).toEqual([
        'rules/acme-token.toml:1: an allowlist targets the unknown rule "acme-tokn", did you mean "acme-token"?',
      ]);
    }
  });
});

describe('the built-in rules', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepmum-rules-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come back from the files that the build wrote', () => {
    writeFileSync(join(folder, 'acme.toml'), ruleSource());
    writeFileSync(join(folder, 'README.md'), 'not a rule file');
    const out = join(folder, 'new', 'dist');
    compileBuiltinRules(folder, out);
    const { ruleSet, texts } = compileRules(readRuleFolder(folder));
    expect(loadBuiltinRules(out)).toEqual(ruleSet);
    expect(loadRuleTexts(out)).toEqual(texts);
    expect(readFileSync(join(out, 'rules.json'), 'utf8')).not.toContain('Revoke it');
  });

  it('are not written when a file has problems', () => {
    writeFileSync(join(folder, 'acme.toml'), ruleSource({ severity: '"bad"' }));
    expect(() => compileBuiltinRules(folder, folder)).toThrow(KeepmumError);
  });

  it('in the repository compile', () => {
    const files = readRuleFolder(join(import.meta.dirname, '../../../rules'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap(({ problems }) => problems)).toEqual([]);
    expect(compileRules(files).ruleSet.rules.length).toBeGreaterThanOrEqual(80);
  });
});
