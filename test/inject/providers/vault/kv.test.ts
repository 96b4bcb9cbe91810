import { beforeAll, expect, it } from 'vitest';
import { withServers } from '../../../servers/server-address.js';
import { asAdmin, makePolicy, makeToken, mountEngine } from '../../../servers/vault-admin.js';
import { failureOf, NEVER, providerWith, readOf, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

withServers(['vault'], 'KV of a real Vault', () => {
  let kv1: string;
  let kv2: string;

  beforeAll(async () => {
    kv1 = await mountEngine('kv', { options: { version: '1' } });
    kv2 = await mountEngine('kv', { options: { version: '2' } });
    await asAdmin('POST', `${kv1}/ci/db`, { user: 'app', password: 'one' });
    for (const password of ['first', 'second', 'third', 'fourth']) {
      await asAdmin('POST', `${kv2}/data/ci/db`, { data: { user: 'app', password } });
    }
    await asAdmin('DELETE', `${kv2}/data/ci/db`);
    await asAdmin('PUT', `${kv2}/destroy/ci/db`, { versions: [2] });
  });

  it('reads version 1', async () => {
    const answer = await readOne(providerWith(settingsFor(withToken())), `vault://${kv1}/ci/db`);
    expect(textsOf(answer)).toEqual({ user: 'app', password: 'one' });
    expect(answer.lease).toBeUndefined();
    expect(answer.version).toBeUndefined();
  });

  it('reads version 2, at the version asked for', async () => {
    const answer = await readOne(providerWith(settingsFor(withToken())), `vault://${kv2}/ci/db?version=3`);
    expect(textsOf(answer)).toEqual({ user: 'app', password: 'third' });
    expect(answer.version).toBe('3');
  });
});
