import { describe, expect, it } from 'vitest';
import { assetFolder } from '../../../src/core/asset-folder.js';
import { engineTablesOf } from '../../../src/scan/detect/built-tables.js';
import { indexLiterals, type LiteralIndex, literalsOf } from '../../../src/scan/detect/literal-index.js';
import { loadBuiltinRules } from '../../../src/scan/rules/load-builtin.js';
import type { Rule, RuleSet } from '../../../src/scan/rules/rule.js';

const builtin = loadBuiltinRules(assetFolder());
const [sample] = builtin.rules;

function ruleOf(id: string, changes: Partial<Rule>): Rule {
  if (sample === undefined) throw new Error('there are no built-in rules');
  return { ...sample, id, ...changes };
}

/** All that an index says, by literal. */
function tableOf(index: LiteralIndex): readonly (readonly [string, number, readonly string[]])[] {
  return Array.from({ length: index.size }, (_, literal) => {
    const { keyword, byteLength, wakes } = index.at(literal);
    return [keyword, byteLength, wakes.map(({ rule }) => rule.id)] as const;
  });
}

describe('the index of literals', () => {
  it('has each keyword once, lower-cased, with the rules that it wakes', () => {
    const index = indexLiterals([
      ruleOf('one', { keywords: ['Acme_', 'acmé'] }),
      ruleOf('two', { keywords: ['other', 'ACME_', 'acme_'] }),
    ]);
    expect(tableOf(index)).toEqual([
      ['acme_', 5, ['one', 'two']],
      ['acmé', 5, ['one']],
      ['other', 5, ['two']],
    ]);
  });

  it('knows the tail that belongs to the keyword', () => {
    const all = 'f'.repeat(32);
    const index = indexLiterals([ruleOf('one', { keywords: ['aaa', 'bbb'], tails: [[[all, 3]], [[all, 7]]] })]);
    expect(index.at(1).wakes[0]?.tail[0]?.count).toBe(7);
    expect(index.at(1)).toBe(index.at(1));
  });

  it('searches for a literal as it is spelled when all its rules agree on that', () => {
    const upper = ruleOf('upper', { keywords: ['acme_'], spellings: ['ACME_'] });
    const [exact] = literalsOf(indexLiterals([upper, { ...upper, id: 'another' }]));
    expect(exact).toMatchObject({ bytes: Buffer.from('ACME_'), letterCase: 'exact' });
    const [either] = literalsOf(indexLiterals([upper, ruleOf('any', { keywords: ['acme_'] })]));
    expect(either).toMatchObject({ bytes: Buffer.from('acme_'), letterCase: 'ignore' });
  });

  it('names the rules without a literal, the readers of assignments and the widest window', () => {
    const index = indexLiterals([
      ruleOf('always', { keywords: [], window: { before: 9, after: 1 } }),
      ruleOf('by-path', { keywords: [], regex: '' }),
      ruleOf('reader', { keywords: ['pass'], reader: 'assignment', regex: '', window: { before: 0, after: 77 } }),
    ]);
    expect(index.always.map(({ id }) => id)).toEqual(['always']);
    expect(index.assignments.map(({ id }) => id)).toEqual(['reader']);
    expect(index.window).toEqual({ before: 9, after: 77 });
    expect(indexLiterals([]).size).toBe(0);
  });
});

describe('the tables that the build wrote', () => {
  it('say what would be worked out now', () => {
    const { index } = engineTablesOf(builtin, assetFolder());
    const now = indexLiterals(builtin.rules);
    expect(index.size).toBeGreaterThan(1000);
    expect(tableOf(index)).toEqual(tableOf(now));
    expect([index.always, index.assignments, index.window]).toEqual([now.always, now.assignments, now.window]);
  });

  it('are not taken for other rules', () => {
    const other: RuleSet = { rules: [ruleOf('one', { keywords: ['acme_'] })], allowlists: [], hash: 'other' };
    expect(tableOf(engineTablesOf(other, assetFolder()).index)).toEqual([['acme_', 5, ['one']]]);
  });
});
