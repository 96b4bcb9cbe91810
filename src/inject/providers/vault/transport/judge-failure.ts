import { HttpFailure } from '../../../http/http-failure.js';
import { StoreFailure } from './store-failure.js';
import type { VaultCall } from './vault-call.js';

/**
 * What may follow a failure: nothing; the same at another address; that, or the same here, later.
 */
export type Remedy = 'none' | 'elsewhere' | 'later';

const SEALED = /\bsealed\b/i;
/** The store did not act on it: not replicated yet, too many requests, a standby that does not forward. */
const NOT_DONE: ReadonlyMap<number, Remedy> = new Map([
  [412, 'later'],
  [429, 'later'],
  [472, 'elsewhere'],
  [473, 'elsewhere'],
  [501, 'elsewhere'],
]);
const PASSING = new Set([500, 502, 503, 504]);

export const isSealed = (failure: StoreFailure): boolean =>
  failure.status === 503 && failure.said.some((text) => SEALED.test(text));

function remedyForAnswer(failure: StoreFailure, safety: VaultCall['safety']): Remedy {
  const remedy = NOT_DONE.get(failure.status);
  if (remedy !== undefined) return remedy;
  if (isSealed(failure)) return 'elsewhere';
  return PASSING.has(failure.status) && safety !== 'once' ? 'later' : 'none';
}

/** Another address may have a certificate that is right, a smaller answer it will not have. */
const LASTING: ReadonlyMap<HttpFailure['kind'], Remedy> = new Map([
  ['setup', 'none'],
  ['too-large', 'none'],
  ['malformed', 'none'],
  ['tls', 'elsewhere'],
  ['redirect', 'elsewhere'],
]);

function remedyForExchange({ kind, sent }: HttpFailure, safety: VaultCall['safety']): Remedy {
  if (sent === 'maybe' && safety === 'once') return 'none';
  return LASTING.get(kind) ?? 'later';
}

/** What may be done about a failure without doing anything twice that must not be. */
export function remedyFor(failure: unknown, safety: VaultCall['safety']): Remedy {
  if (failure instanceof StoreFailure) return remedyForAnswer(failure, safety);
  return failure instanceof HttpFailure ? remedyForExchange(failure, safety) : 'none';
}

/** Whether a failure speaks against the address it came from. */
export function blamesAddress(failure: unknown): boolean {
  if (failure instanceof StoreFailure) return failure.status >= 500 || failure.status === 472 || failure.status === 473;
  return failure instanceof HttpFailure && failure.kind !== 'setup' && failure.kind !== 'too-large';
}
