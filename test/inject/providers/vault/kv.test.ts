import { beforeAll, expect, it } from 'vitest';
import { PATIENCE, withServers } from '../../../servers/server-address.js';
import { asAdmin, makePolicy, makeToken, mountEngine } from '../../../servers/vault-admin.js';
import {
  answerOf,
  failureOf,
  NEVER,
  providerWith,
  readOf,
  readOne,
  settingsFor,
  textsOf,
  withToken,
} from './vault-world.js';

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
  }, PATIENCE);

  const asRoot = () => providerWith(settingsFor(withToken()));

  it('reads version 1', async () => {
    const answer = await readOne(asRoot(), `vault://${kv1}/ci/db`);
    expect(textsOf(answer)).toEqual({ user: 'app', password: 'one' });
    expect(answer.lease).toBeUndefined();
    expect(answer.version).toBeUndefined();
  });

  it('reads version 2, at the version asked for', async () => {
    const answer = await readOne(asRoot(), `vault://${kv2}/ci/db?version=3`);
    expect(textsOf(answer)).toEqual({ user: 'app', password: 'third' });
    expect(answer.version).toBe('3');
  });

  it.each([
    ['version=4', /: version 4 was deleted at \d{4}-\d\d-\d\dT/, 'vault kv undelete'],
    ['version=2', /: version 2 was destroyed for good \(it was written at \d{4}-/, 'a version that is still there'],
    ['version=99', /answered 404, nothing is there$/, undefined],
  ])('says in words what became of ?%s', async (query, message, hint) => {
    const error = await failureOf(readOne(asRoot(), `vault://${kv2}/ci/db?${query}`));
    expect(error.code).toBe('SECRET_NOT_FOUND');
    expect(error.message).toMatch(message);
    if (hint !== undefined) expect(error.hints?.join('\n')).toContain(hint);
  });

  it('says what is meant where the path is that of the HTTP interface', async () => {
    const error = await failureOf(readOne(asRoot(), `vault://${kv2}/data/ci/db?version=3`));
    expect(error.code).toBe('SECRET_NOT_FOUND');
    expect(error.hints).toContain(`did you mean "vault://${kv2}/ci/db"?`);
  });

  it('refuses a version where there are none', async () => {
    const error = await failureOf(readOne(asRoot(), `vault://${kv1}/ci/db?version=1`));
    expect(error.message).toContain('is a KV of version 1');
  });

  it('gives back every kind of value as it was stored', async () => {
    const json =
      '{"text":"a\\"b\\u00e4\\n","number":12345678901234567890,"list":[1.0,{"x":null}],"yes":true,"word":"null","gone":null}';
    await fetch(`${process.env.TEST_VAULT_ADDR}/v1/${kv1}/odd`, {
      method: 'POST',
      headers: { 'x-vault-token': 'root' },
      body: json,
    });
    const answer = await readOne(asRoot(), `vault://${kv1}/odd`);
    expect(textsOf(answer)).toEqual({
      text: 'a"bä\n',
      number: '12345678901234567890',
      list: '[1.0,{"x":null}]',
      yes: 'true',
      word: 'null',
    });
  });

  it('reads paths that have to be encoded', async () => {
    await asAdmin('POST', `${kv2}/data/a%20b/${encodeURIComponent('ä%#?&=')}`, { data: { odd: 'path' } });
    const answer = await readOne(asRoot(), `vault://${kv2}/a b/ä%25%23%3F&=`);
    expect(textsOf(answer)).toEqual({ odd: 'path' });
  });

  it('reads a mount of several segments beside one that begins alike', async () => {
    const deep = `${kv1}-team/deep`;
    await asAdmin('POST', `sys/mounts/${deep}/one`, { type: 'kv', options: { version: '2' } });
    await asAdmin('POST', `sys/mounts/${deep}/two`, { type: 'kv', options: { version: '1' } });
    await asAdmin('POST', `${deep}/one/data/x`, { data: { in: 'one' } });
    await asAdmin('POST', `${deep}/two/x`, { in: 'two' });
    const outcomes = await asRoot().read([readOf(`vault://${deep}/one/x`), readOf(`vault://${deep}/two/x`)], NEVER);
    expect(outcomes.map((outcome) => textsOf(answerOf(outcome)))).toEqual([{ in: 'one' }, { in: 'two' }]);
  });

  it('lets one failure be alone', async () => {
    const outcomes = await asRoot().read([readOf(`vault://${kv1}/none`), readOf(`vault://${kv1}/ci/db`)], NEVER);
    expect(outcomes.map((outcome) => ('error' in outcome ? outcome.error.code : 'answer'))).toEqual([
      'SECRET_NOT_FOUND',
      'answer',
    ]);
  });

  it('reads both versions with a token that may know nothing of mounts', async () => {
    const policies = [await makePolicy({ [`${kv1}/ci/*`]: ['read'], [`${kv2}/data/ci/*`]: ['read'] })];
    const { token } = await makeToken({ policies, no_default_policy: true });
    const provider = providerWith(settingsFor(withToken(token)));
    expect(textsOf(await readOne(provider, `vault://${kv1}/ci/db`))).toMatchObject({ password: 'one' });
    expect(textsOf(await readOne(provider, `vault://${kv2}/ci/db?version=1`))).toMatchObject({ password: 'first' });
  });

  it('says what a token may not do, and never the token', async () => {
    const { token } = await makeToken({ policies: ['default'] });
    const provider = providerWith(settingsFor(withToken(token)));
    const error = await failureOf(readOne(provider, `vault://${kv2}/ci/db`));
    expect(error.code).toBe('STORE_DENIED');
    expect(error.message).toMatch(/^cannot read "vault:\/\/kv-\w+\/ci\/db": ".*" answered 403, it is not allowed/);
    expect(JSON.stringify([error.message, error.hints, String(error.stack)])).not.toContain(token);
  });

  it('says of each path what the login may do there', async () => {
    const policies = [await makePolicy({ [`${kv2}/data/ci/*`]: ['read'], [`${kv1}/*`]: ['list'] })];
    const { token } = await makeToken({ policies });
    const provider = providerWith(settingsFor(withToken(token)));
    const reads = [`vault://${kv2}/ci/db`, `vault://${kv1}/ci/db`, 'vault://nothing/there'].map(readOf);
    expect(await provider.rights(reads, NEVER)).toEqual([
      { path: `${kv2}/data/ci/db`, engine: 'kv', kvVersion: '2', rights: ['read'] },
      { path: `${kv1}/ci/db`, engine: 'kv', kvVersion: '1', rights: ['list'] },
      { path: 'nothing/there', rights: ['deny'] },
    ]);
  });
});
