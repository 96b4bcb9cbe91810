import { KeepmumError } from '../../../core/keepmum-error.js';
import type { RetryTools } from '../../../core/retry.js';
import type { LeaseHolder, Provider, ReadOutcome, SecretRead } from '../provider.js';
import { type PathRights, rightsOn } from './path-rights.js';
import { Mounts } from './read/mounts.js';
import { readSecret } from './read/read-secret.js';
import { readWrapped } from './read/read-wrapped.js';
import { VaultLeases } from './vault-leases.js';
import { VaultSession } from './vault-session.js';
import type { VaultSettings } from './vault-settings.js';

/** A Vault or OpenBao. */
export interface VaultProvider extends Provider {
  readonly leases: LeaseHolder;
  /**
   * What the login may do with each path, for dry runs; reads no secret.
   *
   * @returns in the same order
   */
  rights(reads: readonly SecretRead[], signal: AbortSignal): Promise<readonly PathRights[]>;
}

/** @param tools the clock, and what chance there is in waiting times */
export function createVaultProvider(settings: VaultSettings, tools: RetryTools): VaultProvider {
  const session = new VaultSession(settings, tools);
  const { clock } = tools;
  const { client } = session;

  const outcomeOf = async (read: SecretRead, mounts: Mounts, signal: AbortSignal): Promise<ReadOutcome> => {
    const ask = (call: Parameters<VaultSession['ask']>[0]) => session.ask(call, signal);
    try {
      const answer =
        read.options.wrapped === undefined
          ? await readSecret(read, { ask, mounts, clock })
          : await readWrapped(read, settings.wrapped, { client, clock }, signal);
      return { read, answer };
    } catch (error) {
      if (error instanceof KeepmumError && !signal.aborted) return { read, error };
      throw error;
    }
  };

  return {
    store: 'vault',
    leases: new VaultLeases(session, clock),
    close: () => session.close(),
    read: async (reads, signal) => {
      if (reads.some(({ options }) => options.wrapped === undefined)) await session.open(signal);
      const mounts = new Mounts((call) => session.ask(call, signal));
      return Promise.all(reads.map((read) => outcomeOf(read, mounts, signal)));
    },
    rights: (reads, signal) => rightsOn(reads, (call) => session.ask(call, signal)),
  };
}
