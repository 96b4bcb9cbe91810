import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rule, RuleSet } from '../../../src/scan/rules/rule.js';
import { readRuleSet, writeRuleSet } from '../../../src/scan/rules/rule-set-file.js';

function ruleOf(id: string, regex = 'x'): Rule {
  return {
    id,
    issuer: 'acme',
    reader: 'regex',
    regex,
    keywords: ['acme_'],
    window: { before: 1, after: 20 },
    anchor: true,
    entropy: 0,
    secretGroup: 0,
    severity: 'high',
    confidence: 'high',
    allowlists: [],
  };
}

describe('a rule set in a file', () => {
  let file: string;
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'keepmum-rules-')), 'rules.json');
  });
  afterEach(() => rmSync(join(file, '..'), { recursive: true }));

  const comeBack = (ruleSet: RuleSet): RuleSet => {
    writeRuleSet(ruleSet, file);
    return readRuleSet(file);
  };

  it('comes back as it was, whatever its texts hold', () => {
    const rules = [ruleOf('one', 'a,\n]}b'), ruleOf('two', 'é…𝒳'), ruleOf('three', ',')];
    const ruleSet: RuleSet = { rules, allowlists: [], hash: 'abc' };
    expect(comeBack(ruleSet)).toEqual(ruleSet);
  });

  it('may hold one rule, or none', () => {
    expect(comeBack({ rules: [ruleOf('only')], allowlists: [], hash: 'a' }).rules).toEqual([ruleOf('only')]);
    expect(comeBack({ rules: [], allowlists: [], hash: 'b' })).toEqual({ rules: [], allowlists: [], hash: 'b' });
  });

  it('is JSON, with a line for each rule', () => {
    const ruleSet: RuleSet = { rules: [ruleOf('one'), ruleOf('two')], allowlists: [], hash: 'abc' };
    writeRuleSet(ruleSet, file);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toEqual(ruleSet);
    expect(text.split('\n')).toHaveLength(4);
  });
});
