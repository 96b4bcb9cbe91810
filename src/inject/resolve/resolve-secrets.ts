import { KeepmumError } from '../../core/keepmum-error.js';
import type { ReadOutcome } from '../providers/provider.js';
import { withKey } from '../reference/print-reference.js';
import { ALL_KEYS, checkWish, claimantOf, isForAllKeys } from './check-wish.js';
import { chooseValue } from './choose-value.js';
import { nameOfKey } from './name-of-key.js';
import { NameRegister } from './name-register.js';
import { type Answers, type ProviderOf, readAnswers } from './read-answers.js';
import type { ResolvedSecret, ResolvedSecrets, SecretWish, TakenLease } from './resolved-secret.js';
import { sumUp } from './sum-up.js';

export interface ResolveOptions {
  readonly signal: AbortSignal;
  /** Dangerous names that may be set all the same. */
  readonly allowNames: readonly string[];
}

/** One wish for all keys becomes a wish per key. */
function spread(wish: SecretWish, outcome: ReadOutcome, register: NameRegister): readonly SecretWish[] {
  if (!isForAllKeys(wish) || !('answer' in outcome)) return [wish];
  const prefix = wish.name.slice(0, -ALL_KEYS.length);
  const keys = [...outcome.answer.fields.keys()];
  if (keys.length === 0) {
    throw new KeepmumError('SECRET_NOT_FOUND', `cannot set "${wish.name}" from ${claimantOf(wish)}: it has no keys`);
  }
  const wishes = keys.map((key) => ({
    name: `${prefix}${nameOfKey(key)}`,
    reference: withKey(wish.reference, key),
    source: wish.source,
  }));
  const problems = wishes.map((one) => register.claim({ name: one.name, claimant: claimantOf(one) }));
  const problem = sumUp(
    `set "${wish.name}"`,
    problems.filter((one) => one !== undefined),
  );
  if (problem !== undefined) throw problem;
  return wishes;
}

function resolveWish(wish: SecretWish, outcome: ReadOutcome): ResolvedSecret {
  if ('error' in outcome) throw outcome.error;
  const { version, lease } = outcome.answer;
  return {
    ...wish,
    value: chooseValue(wish.reference, outcome.answer),
    ...(version !== undefined && { version }),
    ...(lease !== undefined && { lease }),
  };
}

function leasesOf(answers: Answers): TakenLease[] {
  return [...new Set(answers.values())].flatMap((outcome) =>
    'answer' in outcome && outcome.answer.lease !== undefined
      ? [{ read: outcome.read, lease: outcome.answer.lease }]
      : [],
  );
}

/** Collects what is thrown, so that one fault does not hide the others. */
function attempt<Result>(problems: KeepmumError[], run: () => readonly Result[]): readonly Result[] {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    problems.push(error);
    return [];
  }
}

/**
 * From names and references to names and values: one read for each path, all stores at once. Faults of the wishes are
 * told before anything is read; faults of the stores come with the leases that were taken all the same.
 */
export async function resolveSecrets(
  wishes: readonly SecretWish[],
  providerOf: ProviderOf,
  { signal, allowNames }: ResolveOptions,
): Promise<ResolvedSecrets> {
  const register = new NameRegister(allowNames);
  const problems = wishes.map((wish) => checkWish(wish, register)).filter((one) => one !== undefined);
  const early = sumUp('use what was asked for', problems);
  if (early !== undefined) return { secrets: [], leases: [], problem: early };

  const answers = await readAnswers(
    wishes.map(({ reference }) => reference),
    providerOf,
    signal,
  );
  const secrets = wishes.flatMap((wish) => {
    const outcome = answers.get(wish.reference) as ReadOutcome;
    const single = attempt(problems, () => spread(wish, outcome, register));
    return single.flatMap((one) => attempt(problems, () => [resolveWish(one, outcome)]));
  });
  const problem = sumUp('resolve all secrets', problems);
  return { secrets, leases: leasesOf(answers), ...(problem !== undefined && { problem }) };
}
