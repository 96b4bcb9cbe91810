import type { LoggedCommit } from './commit-log.js';

/** Branches that are told apart; in a repository with more, the others are not named. */
const BRANCHES = 1024;
/** Names that one occurrence lists. */
const NAMES = 10;

/**
 * Which branches hold a commit, for all commits in one pass: each commit, met before its parents, hands its branches
 * down to them. Only commits that are still to come take memory.
 */
export class BranchSets {
  readonly #names: string[] = [];
  readonly #pending = new Map<string, bigint>();

  /** @param branches name and tip of each */
  constructor(branches: readonly { readonly name: string; readonly tip: string }[]) {
    for (const { name, tip } of branches.slice(0, BRANCHES)) {
      const bit = 1n << BigInt(this.#names.push(name) - 1);
      this.#pending.set(tip, (this.#pending.get(tip) ?? 0n) | bit);
    }
  }

  /** Takes the next commit of a log in which no parent stands before its child. */
  pass({ id, parents }: Pick<LoggedCommit, 'id' | 'parents'>): bigint {
    const set = this.#pending.get(id) ?? 0n;
    this.#pending.delete(id);
    if (set !== 0n) {
      for (const parent of parents) this.#pending.set(parent, (this.#pending.get(parent) ?? 0n) | set);
    }
    return set;
  }

  /** @returns at most ten names of the branches in `set`, in the order they were given */
  namesOf(set: bigint): string[] {
    return this.#names.filter((_, index) => (set >> BigInt(index)) & 1n).slice(0, NAMES);
  }
}
