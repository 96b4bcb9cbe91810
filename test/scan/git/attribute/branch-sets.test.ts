import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BranchSets } from '../../../../src/scan/git/attribute/branch-sets.js';

/** A history in the order of a log: each commit's parents come later. */
const history = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 }).map((commits) =>
  commits.map((parents, n) => ({
    id: `c${n}`,
    parents: [...new Set(parents.map((parent) => n + 1 + (parent % 5)))]
      .filter((at) => at < commits.length)
      .map((at) => `c${at}`),
  })),
);

describe('which branches hold a commit', () => {
  it('is what walking up from each tip says', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { maxLength: 6 }), (commits, picks) => {
        const branches = picks.map((pick, n) => ({ name: `b${n}`, tip: `c${pick % commits.length}` }));
        const sets = new BranchSets(branches);
        const found = new Map(commits.map((commit) => [commit.id, sets.namesOf(sets.pass(commit))]));
        for (const { id } of commits) {
          const holding = branches.filter(({ tip }) => reaches(commits, tip, id)).map(({ name }) => name);
          expect(found.get(id)).toEqual(holding);
        }
      }),
    );
  });

  it('names ten at most', () => {
    const sets = new BranchSets(Array.from({ length: 30 }, (_, n) => ({ name: `b${n}`, tip: 'c' })));
    expect(sets.namesOf(sets.pass({ id: 'c', parents: [] })).length).toBe(10);
  });
});

function reaches(commits: readonly { id: string; parents: readonly string[] }[], from: string, to: string): boolean {
  if (from === to) return true;
  return commits.find(({ id }) => id === from)?.parents.some((parent) => reaches(commits, parent, to)) ?? false;
}
