import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from '../../../src/scan/detect/match.js';
import { oneMatchPerValue } from '../../../src/scan/detect/one-value.js';
import { CONFIDENCES, type Rule } from '../../../src/scan/rules/rule.js';

type Wishes = Partial<Omit<Match, 'rule'>> & { readonly rule?: Partial<Rule> };

function rule(wishes: Partial<Rule>): Rule {
  return {
    id: 'some-rule',
    issuer: 'some',
    reader: 'regex',
    regex: 'x',
    keywords: ['xyz'],
    window: { before: 1, after: 10 },
    anchor: false,
    entropy: 0,
    secretGroup: 0,
    severity: 'high',
    confidence: 'medium',
    allowlists: [],
    ...wishes,
  };
}

function match({ rule: own, ...wishes }: Wishes): Match {
  return {
    start: 10,
    end: 20,
    confidence: 'medium',
    validity: 'not-checked',
    reasons: [],
    ...wishes,
    rule: rule(own ?? {}),
  };
}

/** The ids of what is kept, in either order of arrival. */
function kept(...matches: Match[]): string[] {
  const [one, other] = [matches, matches.toReversed()].map((order) =>
    oneMatchPerValue(order).map(({ rule }) => rule.id),
  );
  expect(one).toEqual(other);
  return one ?? [];
}

const checked = match({ rule: { id: 'checked', generic: true }, validity: 'checksum-ok', confidence: 'low' });
const shape = match({ rule: { id: 'shape', anchor: true }, confidence: 'low' });
const context = match({ rule: { id: 'context' }, confidence: 'low' });
const anywhere = match({ rule: { id: 'anywhere', generic: true, anchor: true }, confidence: 'high', end: 30 });
const named = match({ rule: { id: 'named', reader: 'assignment', generic: true }, confidence: 'high', end: 40 });

describe('oneMatchPerValue', () => {
  it.each([
    ['a right checksum', checked, shape],
    ['a distinctive shape', shape, context],
    ["an issuer's name near by", context, anywhere],
    ['the place of any credential', anywhere, named],
  ])('keeps %s before what is less specific, however sure or long that is', (_, better, worse) => {
    expect(kept(better, worse)).toEqual([better.rule.id]);
  });

  it('keeps the surer of two of one kind, then the longer', () => {
    const sure = match({ rule: { id: 'sure' }, confidence: 'high' });
    const long = match({ rule: { id: 'long' }, end: 30 });
    expect(kept(sure, long)).toEqual(['sure']);
    expect(kept(match({ rule: { id: 'short' } }), long)).toEqual(['long']);
  });

  it('keeps what asked for more around the same bytes', () => {
    const alone = match({ rule: { id: 'alone', keywords: ['a-long-keyword'] }, matchLength: 10 });
    const named = match({ rule: { id: 'named', keywords: ['abc'] }, matchLength: 25 });
    expect(kept(alone, named)).toEqual(['named']);
    expect(kept(match({ rule: { id: 'unknown', keywords: ['a-long-keyword'] } }), named)).toEqual(['named']);
  });

  it('asks for the checksum first and for the issuer then', () => {
    const token = match({ rule: { id: 'token', generic: true }, validity: 'checksum-ok', confidence: 'high', end: 30 });
    const issuers = match({ rule: { id: 'issuers' }, validity: 'checksum-ok' });
    expect(kept(token, issuers)).toEqual(['issuers']);
    expect(kept(token, match({ rule: { id: 'plain' } }))).toEqual(['token']);
  });

  it('breaks ties by the longer keyword, then by the id', () => {
    const longer = match({ rule: { id: 'z', keywords: ['a', 'abcdef'] } });
    const shorter = match({ rule: { id: 'a', keywords: ['abcde', 'abcd'] } });
    expect(kept(longer, shorter)).toEqual(['z']);
    expect(kept(match({ rule: { id: 'b' } }), match({ rule: { id: 'a' } }))).toEqual(['a']);
    expect(kept(match({ rule: { id: 'b', keywords: [] } }), match({ rule: { id: 'a', keywords: [] } }))).toEqual(['a']);
  });

  it('keeps values that share no byte, even side by side', () => {
    expect(kept(match({ rule: { id: 'a' } }), match({ rule: { id: 'b' }, start: 20, end: 25 }))).toEqual(['a', 'b']);
  });

  it('lets one that spans several take the place of all that it beats', () => {
    const first = match({ rule: { id: 'first' }, start: 0, end: 5 });
    const whole = match({ rule: { id: 'whole', anchor: true }, start: 2, end: 40 });
    const last = match({ rule: { id: 'last' }, start: 30, end: 50 });
    expect(kept(first, last, whole)).toEqual(['whole']);
  });

  it('never keeps two that overlap, and always keeps the best of all', () => {
    const matches = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 30 }),
        length: fc.integer({ min: 1, max: 12 }),
        confidence: fc.constantFrom(...CONFIDENCES),
        anchor: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(matches, (wishes) => {
        const all = wishes.map(({ start, length, confidence, anchor }, at) =>
          match({ start, end: start + length, confidence, rule: { id: `rule-${at}`, anchor } }),
        );
        const some = oneMatchPerValue(all);
        for (const [at, one] of some.slice(1).entries()) expect(one.start).toBeGreaterThanOrEqual(some[at]?.end ?? 0);
        expect(some.length > 0).toBe(all.length > 0);
        const sure = all.filter((one) => one.rule.anchor && one.confidence === 'high');
        if (sure.length === 1) expect(some).toContain(sure[0]);
      }),
    );
  });
});
