import { describe, expect, it } from 'vitest';
import { compareFindings } from '../../../src/cli/rules/compare-findings.js';
import type { Finding } from '../../../src/scan/finding.js';

function finding(rule: string, line: number, changes: Partial<Finding> = {}): Finding {
  return {
    rule,
    title: rule,
    severity: 'high',
    confidence: 'high',
    fingerprint: `${rule}${line}`,
    secret: { preview: '…', length: 10 },
    occurrences: [{ path: 'a.env', line, column: 3, endLine: line, endColumn: 13 }],
    validity: 'not-checked',
    reasons: [],
    advice: '',
    ...changes,
  };
}

const brief = (old: readonly Finding[], now: readonly Finding[]) =>
  compareFindings(old, now).map(({ change, finding: { rule, occurrences }, before }) =>
    [change, rule, occurrences[0]?.line, before?.rule].filter((part) => part !== undefined).join(' '),
  );

describe('compareFindings', () => {
  it('has nothing to say about the same findings, in any order', () => {
    expect(brief([finding('a', 1), finding('b', 2)], [finding('b', 2), finding('a', 1)])).toEqual([]);
  });

  it('tells gained, lost and changed apart', () => {
    const old = [finding('a', 1), finding('b', 2), finding('generic', 3)];
    const now = [finding('issuer', 3), finding('a', 1), finding('c', 4)];
    expect(brief(old, now)).toEqual(['changed issuer 3 generic', 'gained c 4', 'lost b 2']);
  });

  it.each([{ severity: 'low' }, { confidence: 'medium' }] as const)('counts another %j as changed', (change) => {
    expect(brief([finding('a', 1)], [finding('a', 1, change)])).toEqual(['changed a 1 a']);
  });

  it('takes another value in the same file for another finding', () => {
    expect(brief([finding('a', 1)], [finding('a', 2)])).toEqual(['gained a 2', 'lost a 1']);
  });
});
