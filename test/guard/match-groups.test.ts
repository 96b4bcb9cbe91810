import { describe, expect, it } from 'vitest';
import { groupsOf, hiddenBy } from '../../src/guard/match-groups.js';
import type { Match } from '../../src/scan/detect/match.js';
import { rules } from './guarded.js';

const [rule] = rules.rules;
if (rule === undefined) throw new Error('there are no rules');

const match = (start: number, end: number, whole?: Match['decoded'] extends infer D ? D : never): Match => ({
  rule,
  start,
  end,
  confidence: 'high',
  validity: 'unknown',
  reasons: [],
  ...(whole !== undefined && { decoded: whole }),
});

const spans = (matches: readonly Match[]) =>
  groupsOf(matches).map((group) => [group.start, group.end, group.matches.length]);

describe('groups', () => {
  it('hold what shares bytes, through others too', () => {
    expect(spans([match(20, 30), match(0, 10), match(9, 21), match(40, 41)])).toEqual([
      [0, 30, 3],
      [40, 41, 1],
    ]);
  });

  it('do not hold what only touches', () => {
    expect(spans([match(0, 10), match(10, 20)])).toEqual([
      [0, 10, 1],
      [10, 20, 1],
    ]);
    expect(spans([])).toEqual([]);
  });

  it('take in all of an encoded text of which no part can be hidden', () => {
    const value = Buffer.from('value');
    const packed = match(14, 16, { value, from: ['base64', 'gzip'], whole: { start: 5, end: 50 } });
    expect(hiddenBy(packed)).toEqual({ start: 5, end: 50 });
    expect(hiddenBy(match(14, 16, { value, from: ['base64'] }))).toEqual({ start: 14, end: 16 });
    expect(spans([packed, match(0, 6), match(49, 60)])).toEqual([[0, 60, 3]]);
  });
});
