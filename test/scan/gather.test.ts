import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeepmumError } from '../../src/core/keepmum-error.js';
import { gatherFindings, type LocatedDiscovery } from '../../src/scan/gather.js';
import type { Confidence, Severity } from '../../src/scan/rules/rule.js';

const texts = new Map<string, { title: string; advice: string; severity: Severity }>([
  ['github-pat', { title: 'GitHub token', advice: 'Revoke it', severity: 'critical' }],
  ['generic', { title: 'Password', advice: 'Change it', severity: 'medium' }],
  ['hint', { title: 'Hint', advice: 'Look at it', severity: 'low' }],
]);
const everything = { confidence: 'low', severity: 'low' } as const;

function discovery(fields: Partial<LocatedDiscovery> = {}): LocatedDiscovery {
  const line = fields.line ?? 1;
  const column = fields.column ?? 1;
  return {
    rule: 'github-pat',
    fingerprint: 'aa',
    preview: 'ghp_…x9Qf',
    length: 40,
    confidence: 'high',
    validity: 'checksum-ok',
    reasons: ['it starts with ghp_'],
    path: 'a.ts',
    line,
    column,
    endLine: line,
    endColumn: column + 40,
    ...fields,
  };
}

describe('gatherFindings', () => {
  it('keeps what stands near the secret, each part once', () => {
    const parts = (...previews: string[]) => previews.map((preview) => ({ name: 'id', preview }));
    const { findings } = gatherFindings(
      [
        discovery({ line: 1, parts: parts('a…', 'b…') }),
        discovery({ line: 2, parts: parts('b…', 'c…') }),
        discovery({ line: 3 }),
        discovery({ line: 4, fingerprint: 'f'.repeat(32) }),
      ],
      texts,
      everything,
    );
    expect(findings.map((finding) => finding.parts)).toEqual([parts('a…', 'b…', 'c…'), undefined]);
  });

  it('one secret in several places is one finding, its occurrences in order', () => {
    const gathered = gatherFindings(
      [
        discovery({ path: 'b.ts', line: 2, lineHash: 'ff:1' }),
        discovery({ path: 'a.ts', line: 10 }),
        discovery({ path: 'a.ts', line: 9, column: 7, decodedFrom: 'base64', reasons: ['it was hidden in base64'] }),
        discovery({ path: 'a.ts', line: 9, column: 3 }),
      ],
      texts,
      everything,
    );
    expect(gathered).toEqual({
      findings: [
        {
          rule: 'github-pat',
          title: 'GitHub token',
          severity: 'critical',
          confidence: 'high',
          fingerprint: 'aa',
          secret: { preview: 'ghp_…x9Qf', length: 40 },
          occurrences: [
            { path: 'a.ts', line: 9, column: 3, endLine: 9, endColumn: 43 },
            { path: 'a.ts', line: 9, column: 7, endLine: 9, endColumn: 47, decodedFrom: 'base64' },
            { path: 'a.ts', line: 10, column: 1, endLine: 10, endColumn: 41 },
            { path: 'b.ts', line: 2, column: 1, endLine: 2, endColumn: 41, lineHash: 'ff:1' },
          ],
          validity: 'checksum-ok',
          reasons: ['it starts with ghp_', 'it was hidden in base64'],
          advice: 'Revoke it',
        },
      ],
      belowGate: 0,
      allowed: 0,
    });
  });

  it('the surest discovery names the secret, and its confidence counts', () => {
    const { findings } = gatherFindings(
      [
        discovery({
          rule: 'generic',
          confidence: 'low',
          validity: 'not-checked',
          reasons: ['it is assigned to password'],
        }),
        discovery({ rule: 'github-pat', confidence: 'high' }),
        discovery({ rule: 'generic', confidence: 'medium', line: 4 }),
      ],
      texts,
      { confidence: 'high', severity: 'low' },
    );
    expect(findings).toMatchObject([
      {
        rule: 'github-pat',
        severity: 'critical',
        confidence: 'high',
        validity: 'checksum-ok',
        reasons: ['it starts with ghp_', 'it is assigned to password'],
        occurrences: [{ line: 1 }, { line: 4 }],
      },
    ]);
  });

  it('two rules on one value at one place are one occurrence; two commits are two', () => {
    const { findings } = gatherFindings(
      [discovery({ commit: 'c1' }), discovery({ commit: 'c1', rule: 'generic' }), discovery({ commit: 'c2' })],
      texts,
      everything,
    );
    expect(findings[0]?.occurrences.map((occurrence) => occurrence.commit)).toEqual(['c1', 'c2']);
  });

  it('findings come worst first, then surest, then by place', () => {
    const { findings } = gatherFindings(
      [
        discovery({ fingerprint: '1', rule: 'hint' }),
        discovery({ fingerprint: '2', rule: 'generic', confidence: 'medium', path: 'b' }),
        discovery({ fingerprint: '3', rule: 'generic', confidence: 'medium', path: 'B' }),
        discovery({ fingerprint: '4', rule: 'generic', confidence: 'high', path: 'z' }),
        discovery({ fingerprint: '5', path: 'x', line: 10 }),
        discovery({ fingerprint: '7', path: 'x', line: 9 }),
        discovery({ fingerprint: '6', path: 'x', line: 9 }),
      ],
      texts,
      everything,
    );
    expect(findings.map((finding) => finding.fingerprint)).toEqual(['6', '7', '5', '4', '3', '2', '1']);
  });

  it.each<[Confidence, Severity, string[], number]>([
    ['low', 'low', ['1', '2', '3'], 0],
    ['medium', 'low', ['1', '3'], 1],
    ['high', 'medium', ['1'], 2],
    ['low', 'critical', ['1'], 2],
  ])('the gate at confidence %s and severity %s lets %j through', (confidence, severity, expected, belowGate) => {
    const gathered = gatherFindings(
      [
        discovery({ fingerprint: '1' }),
        discovery({ fingerprint: '2', rule: 'generic', confidence: 'low' }),
        discovery({ fingerprint: '3', rule: 'hint', confidence: 'medium' }),
      ],
      texts,
      { confidence, severity },
    );
    expect(gathered.findings.map((finding) => finding.fingerprint)).toEqual(expected);
    expect(gathered.belowGate).toBe(belowGate);
  });

  it('an allowed occurrence is counted and left out; a finding with no other goes', () => {
    const gathered = gatherFindings(
      [
        discovery({ fingerprint: '1', allowedBy: 'inline' }),
        discovery({ fingerprint: '2', allowedBy: 'inline' }),
        discovery({ fingerprint: '2', line: 2 }),
      ],
      texts,
      everything,
    );
    expect(gathered).toMatchObject({
      allowed: 2,
      belowGate: 0,
      findings: [{ fingerprint: '2', occurrences: [{ line: 2 }] }],
    });
  });

  it('carries the value only when the discovery does', () => {
    const { findings } = gatherFindings(
      [discovery({ revealed: 'the value' }), discovery({ fingerprint: 'bb' })],
      texts,
      everything,
    );
    expect(findings.map((finding) => finding.secret.revealed)).toEqual(['the value', undefined]);
    expect(Object.keys(findings[1]?.secret ?? {})).toEqual(['preview', 'length']);
  });

  it('a rule without a text is our own mistake, and says which', () => {
    expect(() => gatherFindings([discovery({ rule: 'nobody' })], texts, everything)).toThrow(
      new KeepmumError('INTERNAL', 'cannot describe rule "nobody": no text for it, expected one for every rule'),
    );
  });

  it('the order of the discoveries does not matter', () => {
    const some = fc.array(
      fc.record({
        fingerprint: fc.constantFrom('aa', 'bb'),
        rule: fc.constantFrom('github-pat', 'generic', 'hint'),
        confidence: fc.constantFrom('high', 'medium', 'low'),
        path: fc.constantFrom('a', 'b'),
        line: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        some.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const gather = (fields: typeof list) =>
            gatherFindings(
              fields.map((one) => discovery({ ...one, reasons: [`${one.rule} says so`] })),
              texts,
              { confidence: 'medium', severity: 'medium' },
            );
          expect(gather(shuffled)).toEqual(gather(list));
        },
      ),
    );
  });
});
