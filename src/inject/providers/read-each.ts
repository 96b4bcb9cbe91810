import { KeepmumError } from '../../core/keepmum-error.js';
import type { ReadOutcome, SecretAnswer, SecretRead } from './provider.js';

/**
 * Reads one by one, `atOnce` at a time; a failure is the outcome of its own read.
 *
 * @throws what is no KeepmumError, the signal's reason above all
 */
export async function readEach(
  reads: readonly SecretRead[],
  atOnce: number,
  readOne: (read: SecretRead) => Promise<SecretAnswer>,
): Promise<readonly ReadOutcome[]> {
  const outcomes: ReadOutcome[] = [];
  const queue = reads.entries();
  const work = async (): Promise<void> => {
    for (const [index, read] of queue) outcomes[index] = await outcomeOf(read, readOne);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

async function outcomeOf(read: SecretRead, readOne: (read: SecretRead) => Promise<SecretAnswer>): Promise<ReadOutcome> {
  try {
    return { read, answer: await readOne(read) };
  } catch (error) {
    if (error instanceof KeepmumError) return { read, error };
    throw error;
  }
}
