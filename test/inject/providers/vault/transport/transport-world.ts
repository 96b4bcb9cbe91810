import { onTestFinished } from 'vitest';
import { SYSTEM_CLOCK } from '../../../../../src/core/clock.js';
import type { RetryTools } from '../../../../../src/core/retry.js';
import type { VaultCall, VaultReply } from '../../../../../src/inject/providers/vault/transport/vault-call.js';
import { VaultTransport } from '../../../../../src/inject/providers/vault/transport/vault-transport.js';
import type { VaultSettings } from '../../../../../src/inject/providers/vault/vault-settings.js';
import { type Decide, type FaultServer, startFaultServer } from '../../../../servers/fault-server.js';
import { NEVER, settingsFor, withToken } from '../vault-world.js';

export const READ: VaultCall = { method: 'GET', path: 'kv/app', token: 'hvs.made-up-token', safety: 'read' };
export const REPEATABLE: VaultCall = {
  ...READ,
  method: 'POST',
  path: 'sys/leases/renew',
  body: {},
  safety: 'repeatable',
};
export const ONCE: VaultCall = {
  method: 'POST',
  path: 'auth/approle/login',
  body: { secret_id: 'made-up-id' },
  safety: 'once',
};

/** A server that fails as told, gone when the test ends. */
export async function faulty(decide: Decide, behind?: string): Promise<FaultServer> {
  const server = await startFaultServer(decide, behind);
  onTestFinished(() => server.close());
  return server;
}

/** A transport for these addresses; waits are nought unless the store asks for one. */
export function transportTo(
  addresses: readonly string[],
  changes: Partial<VaultSettings> = {},
  tools: Partial<RetryTools> = {},
) {
  const settings = settingsFor(withToken('unused'), { addresses, ...changes });
  const transport = new VaultTransport(settings, { clock: SYSTEM_CLOCK, random: () => 0, ...tools });
  onTestFinished(() => transport.close());
  return { send: (call: VaultCall, signal = NEVER): Promise<VaultReply> => transport.send(call, signal) };
}
