import { expect, it, onTestFinished } from 'vitest';
import { PATIENCE, withServers } from '../../../servers/server-address.js';
import { type OwnVault, startNode } from '../../../servers/start-vault.js';
import { asAdmin, pick } from '../../../servers/vault-admin.js';
import { transportTo } from './transport/transport-world.js';
import { failureOf, providerWith, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

const WAIT = { timeout: PATIENCE / 2, interval: 100 };

const healthOf = (node: OwnVault): Promise<number> =>
  fetch(`${node.address}/v1/sys/health`).then(({ status }) => status);

/** An active node with a secret, and a standby that has joined it. */
async function pair() {
  const active = await startNode('one');
  onTestFinished(() => active.close());
  const { body } = await asAdmin('PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 }, active);
  const [key] = (body as { keys: string[] }).keys;
  const root = pick(body, 'root_token');
  await asAdmin('PUT', 'sys/unseal', { key }, active);
  await expect.poll(() => healthOf(active), WAIT).toBe(200);
  const asRoot = { ...active, headers: { 'x-vault-token': root } };
  await asAdmin('POST', 'sys/mounts/kv', { type: 'kv' }, asRoot);
  await asAdmin('POST', 'kv/app', { password: 'p' }, asRoot);

  const standby = await startNode('two');
  onTestFinished(() => standby.close());
  await asAdmin('POST', 'sys/storage/raft/join', { leader_api_addr: active.address }, standby);
  await asAdmin('PUT', 'sys/unseal', { key }, standby);
  await expect.poll(() => healthOf(standby), WAIT).toBe(429);
  return { active, standby, root };
}

withServers(['vault'], 'two nodes of a real Vault', () => {
  it('a standby answers for the active node, or says where that is', async () => {
    const { active, standby, root } = await pair();
    const addresses = [standby.address];
    const provider = providerWith(settingsFor(withToken(root), { addresses }));
    expect(textsOf(await readOne(provider, 'vault://kv/app'))).toEqual({ password: 'p' });

    const headers = { 'x-vault-no-request-forwarding': 'true' };
    const path = 'kv/app';
    const redirect = await fetch(`${standby.address}/v1/${path}`, {
      headers: { ...headers, 'x-vault-token': root },
      redirect: 'manual',
    });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([307, `${active.address}/v1/${path}`]);
    const reply = await transportTo(addresses).send({ method: 'GET', path, token: root, headers, safety: 'read' });
    expect(reply.body).toMatchObject({ data: { password: 'p' } });

    // Alone it is no store any more.
    await active.close();
    const both = providerWith(
      settingsFor(withToken(root), { addresses: [active.address, standby.address], retries: 1 }),
    );
    const error = await failureOf(readOne(both, 'vault://kv/app'));
    expect(['STORE_FAILED', 'STORE_UNREACHABLE']).toContain(error.code);
  });
});
