import { KeepmumError } from '../../core/keepmum-error.js';
import type { Provider, ReadOutcome, SecretRead } from '../providers/provider.js';
import type { SecretReference, StoreKind } from '../reference/secret-reference.js';

/** Makes the provider of a store at its first call. @throws KeepmumError if it cannot be set up */
export type ProviderOf = (store: StoreKind) => Promise<Provider>;

/** What came of each reference's read; references that differ in the key only share one outcome. */
export type Answers = ReadonlyMap<SecretReference, ReadOutcome>;

const keyOf = ({ store, path, options }: SecretRead): string =>
  JSON.stringify([store, path, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);

function failure(error: unknown, store: StoreKind): KeepmumError {
  if (error instanceof KeepmumError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new KeepmumError('STORE_FAILED', `cannot read from ${store}: ${kind}`, { cause: error });
}

function forgotten(read: SecretRead): ReadOutcome {
  return { read, error: new KeepmumError('INTERNAL', `cannot read from ${read.store}: it gave no answer`) };
}

/** One store's failure is its own: what another store has lent out meanwhile must not be lost. */
async function readStore(
  store: StoreKind,
  reads: readonly SecretRead[],
  providerOf: ProviderOf,
  signal: AbortSignal,
): Promise<readonly ReadOutcome[]> {
  try {
    const provider = await providerOf(store);
    return await provider.read(reads, signal);
  } catch (cause) {
    const error = failure(cause, store);
    return reads.map((read) => ({ read, error }));
  }
}

/** Asks every store at once, for each path once. Never throws. */
export async function readAnswers(
  references: readonly SecretReference[],
  providerOf: ProviderOf,
  signal: AbortSignal,
): Promise<Answers> {
  const reads = new Map(
    references.map(({ store, path, options }) => {
      const read = { store, path, options };
      return [keyOf(read), read];
    }),
  );
  const stores = new Set([...reads.values()].map(({ store }) => store));
  const outcomes = await Promise.all(
    [...stores].map((store) => {
      const list = [...reads.values()].filter((read) => read.store === store);
      return readStore(store, list, providerOf, signal);
    }),
  );
  const byKey = new Map(outcomes.flat().map((outcome) => [keyOf(outcome.read), outcome]));
  return new Map(references.map((reference) => [reference, byKey.get(keyOf(reference)) ?? forgotten(reference)]));
}
