import type { RetryTools } from '../../../core/retry.js';
import type { LeaseHolder, Provider, SecretAnswer, SecretRead } from '../provider.js';
import { readEach } from '../read-each.js';
import { rightsOn } from './path-rights.js';
import { Mounts } from './read/mounts.js';
import { readSecret } from './read/read-secret.js';
import { readWrapped } from './read/read-wrapped.js';
import { VaultLeases } from './vault-leases.js';
import { VaultSession } from './vault-session.js';
import type { VaultSettings } from './vault-settings.js';

/** Reads under way at once. */
const AT_ONCE = 8;

/** A Vault or OpenBao. */
export interface VaultProvider extends Provider {
  readonly leases: LeaseHolder;
  rights: NonNullable<Provider['rights']>;
}

/** @param tools the clock, and what chance there is in waiting times */
export function createVaultProvider(settings: VaultSettings, tools: RetryTools): VaultProvider {
  const session = new VaultSession(settings, tools);
  const { clock } = tools;
  const { client } = session;
  const mounts = new Mounts();

  const answer = (read: SecretRead, signal: AbortSignal): Promise<SecretAnswer> => {
    if (read.options.wrapped !== undefined) return readWrapped(read, settings.wrapped, { client, clock }, signal);
    return readSecret(read, { ask: (call) => session.ask(call, signal), mounts, clock });
  };

  return {
    store: 'vault',
    leases: new VaultLeases(session, clock),
    close: () => session.close(),
    read: async (reads, signal) => {
      if (reads.some(({ options }) => options.wrapped === undefined)) await session.open(signal);
      return readEach(reads, AT_ONCE, (read) => answer(read, signal));
    },
    rights: (reads, signal) => rightsOn(reads, mounts, (call) => session.ask(call, signal)),
  };
}
