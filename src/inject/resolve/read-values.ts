import { SYSTEM_CLOCK } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import { revokeAll } from '../lease/revoke-all.js';
import type { Providers } from '../providers/create-providers.js';
import type { SecretAnswer } from '../providers/provider.js';
import type { SecretReference } from '../reference/secret-reference.js';
import { chooseValue } from './choose-value.js';
import { type Answers, readAnswers } from './read-answers.js';
import { sumUp } from './sum-up.js';

const GIVE_BACK_WITHIN = 10_000;

/** All values of the keys, where an answer is no value itself and no key is named. */
function valuesIn(reference: SecretReference, answer: SecretAnswer): readonly SecretValue[] {
  const isForAll = reference.key === undefined && answer.whole === undefined && answer.fields.size > 0;
  return isForAll ? [...answer.fields.values()] : [chooseValue(reference, answer)];
}

/** Gives back what was lent; what comes too late ends by itself. */
async function giveBack(providers: Pick<Providers, 'made'>, answers: Answers): Promise<void> {
  const outcomes = [...answers.values()];
  const held = (await providers.made()).flatMap(({ store, leases: holder }) => {
    const lent = outcomes.flatMap((one) =>
      one.read.store === store && 'answer' in one ? (one.answer.lease ?? []) : [],
    );
    return holder === undefined ? [] : [{ holder, leases: [...new Set(lent)] }];
  });
  await revokeAll(held, GIVE_BACK_WITHIN, SYSTEM_CLOCK);
}

/**
 * The values themselves, for those who keep neither names nor leases.
 *
 * @throws KeepmumError with everything that went wrong
 */
export async function readValues(
  references: readonly SecretReference[],
  providers: Pick<Providers, 'of' | 'made'>,
  signal: AbortSignal,
): Promise<readonly SecretValue[]> {
  const answers = await readAnswers(references, providers.of, signal);
  await giveBack(providers, answers);
  const problems: KeepmumError[] = [];
  const values = [...answers].flatMap(([reference, outcome]) => {
    try {
      if ('error' in outcome) throw outcome.error;
      return valuesIn(reference, outcome.answer);
    } catch (error) {
      if (!(error instanceof KeepmumError)) throw error;
      problems.push(error);
      return [];
    }
  });
  const problem = sumUp('read all references', problems);
  if (problem !== undefined) throw problem;
  return values;
}
