import { beforeAll, expect, it } from 'vitest';
import { PATIENCE, withServers } from '../../../servers/server-address.js';
import { asAdmin, mountEngine, pick } from '../../../servers/vault-admin.js';
import { credential, failureOf, providerWith, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

withServers(['vault'], 'answers that a real Vault wrapped for someone else', () => {
  let kv1: string;
  let kv2: string;

  beforeAll(async () => {
    kv1 = await mountEngine('kv', { options: { version: '1' } });
    kv2 = await mountEngine('kv', { options: { version: '2' } });
    await asAdmin('POST', `${kv1}/ci/db`, { password: 'plain' });
    await asAdmin('POST', `${kv2}/data/ci/db`, { data: { password: 'versioned' } });
  }, PATIENCE);

  async function wrapped(path: string): Promise<string> {
    const { body } = await asAdmin('GET', path, undefined, { headers: { 'x-vault-wrap-ttl': '5m' } });
    return pick(body, 'wrap_info', 'token');
  }

  // A token that is none: what is wrapped needs no login.
  const providerFor = (token: string) =>
    providerWith(settingsFor(withToken('none'), { wrapped: { gift: credential(token) } }));

  it('are unwrapped once, both versions of KV, without a login', async () => {
    const one = providerFor(await wrapped(`${kv1}/ci/db`));
    expect(textsOf(await readOne(one, `vault://${kv1}/ci/db?wrapped=gift`))).toEqual({ password: 'plain' });
    expect(one.leases.login()).toBeUndefined();
    const two = providerFor(await wrapped(`${kv2}/data/ci/db`));
    const answer = await readOne(two, `vault://${kv2}/ci/db?wrapped=gift`);
    expect([textsOf(answer), answer.version]).toEqual([{ password: 'versioned' }, '1']);
  });

  it('were unwrapped by someone else: a possible interception', async () => {
    const token = await wrapped(`${kv1}/ci/db`);
    await readOne(providerFor(token), `vault://${kv1}/ci/db?wrapped=gift`);
    const error = await failureOf(readOne(providerFor(token), `vault://${kv1}/ci/db?wrapped=gift`));
    expect(error.code).toBe('STORE_DENIED');
    expect(error.message).toBe(
      `cannot unwrap "vault://${kv1}/ci/db?wrapped=gift": its wrapping token was used already, or has expired`,
    );
    expect(error.hints?.[0]).toContain('someone else has, and knows the secret');
    expect(`${error.message}${error.hints}${error.stack}`).not.toContain(token);
  });

  it('of another path are left wrapped', async () => {
    const token = await wrapped(`${kv1}/ci/db`);
    const error = await failureOf(readOne(providerFor(token), `vault://${kv1}/ci/other?wrapped=gift`));
    expect(error.message).toContain(`made at "${kv1}/ci/db", expected another path`);
    expect((await asAdmin('POST', 'sys/wrapping/lookup', { token })).status).toBe(200);
  });

  it('have to have a name', async () => {
    const error = await failureOf(readOne(providerFor('none'), `vault://${kv1}/ci/db?wrapped=other`));
    expect([error.code, error.message]).toEqual([
      'SECRET_NOT_FOUND',
      expect.stringContaining('no wrapping token is named "other"'),
    ]);
  });
});
