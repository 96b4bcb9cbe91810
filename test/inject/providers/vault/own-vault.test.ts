import { expect, it, onTestFinished } from 'vitest';
import { withServers } from '../../../servers/server-address.js';
import { startRawVault } from '../../../servers/start-vault.js';
import { asAdmin, pick } from '../../../servers/vault-admin.js';
import { failureOf, providerWith, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

withServers(['vault'], 'a real Vault before it can serve', () => {
  it('is said to be not initialised, then sealed, and asked no more often than that takes; then it serves', async () => {
    const vault = await startRawVault();
    onTestFinished(() => vault.close());
    const provider = providerWith(settingsFor(withToken(), { addresses: [vault.address] }));
    const raw = await failureOf(readOne(provider, 'vault://kv/app'));
    expect([raw.code, raw.message]).toEqual(['STORE_FAILED', expect.stringContaining('answered 503, it is sealed')]);

    const { body } = await asAdmin('PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 }, vault);
    const sealed = await failureOf(readOne(provider, 'vault://kv/app'));
    expect([sealed.code, sealed.hints]).toEqual([
      'STORE_FAILED',
      ['a sealed store has to be unsealed by its operators'],
    ]);

    const [key] = (body as { keys: string[] }).keys;
    await asAdmin('PUT', 'sys/unseal', { key }, vault);
    const root = pick(body, 'root_token');
    const place = { address: vault.address, headers: { 'x-vault-token': root } };
    await expect
      .poll(() => asAdmin('POST', 'sys/mounts/kv', { type: 'kv' }, place).then(() => 'up', String), { timeout: 20_000 })
      .toBe('up');
    await asAdmin('POST', 'kv/app', { password: 'at last' }, place);
    const unsealed = providerWith(settingsFor(withToken(root), { addresses: [vault.address] }));
    expect(textsOf(await readOne(unsealed, 'vault://kv/app'))).toEqual({ password: 'at last' });
  });
});
