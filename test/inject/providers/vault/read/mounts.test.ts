import { describe, expect, it } from 'vitest';
import { Mounts } from '../../../../../src/inject/providers/vault/read/mounts.js';
import { StoreFailure } from '../../../../../src/inject/providers/vault/transport/store-failure.js';
import type { VaultCall } from '../../../../../src/inject/providers/vault/transport/vault-call.js';

interface KnownMount {
  readonly path: string;
  readonly type: string;
  readonly version?: string;
}

const refused = (status: number) =>
  new StoreFailure({ status, said: [], body: {}, retryAfter: undefined, address: 'https://a.test' });

/** A store with these mounts, which answers a moment later. */
function storeWith(...mounts: readonly KnownMount[]) {
  const asked: string[] = [];
  const ask = async ({ path }: VaultCall) => {
    const wanted = path.replace('sys/internal/ui/mounts/', '');
    asked.push(wanted);
    await new Promise((resolve) => setImmediate(resolve));
    const found = mounts.find((mount) => wanted.startsWith(mount.path));
    if (found === undefined) throw refused(403);
    const { version, ...rest } = found;
    const body = { data: { ...rest, options: version === undefined ? null : { version } } };
    return { status: 200, headers: {}, body, text: JSON.stringify(body), address: 'https://a.test' };
  };
  return { asked, ask, mounts: new Mounts() };
}

describe('which engine answers', () => {
  it.each([
    [
      { path: 'kv/', type: 'kv', version: '2' },
      { path: 'kv/', type: 'kv', version: '2' },
    ],
    [
      { path: 'kv/', type: 'kv', version: '1' },
      { path: 'kv/', type: 'kv', version: '1' },
    ],
    [
      { path: 'kv/', type: 'kv' },
      { path: 'kv/', type: 'kv', version: '1' },
    ],
    [
      { path: 'kv', type: 'generic' },
      { path: 'kv/', type: 'kv', version: '1' },
    ],
    [
      { path: 'kv/', type: 'database' },
      { path: 'kv/', type: 'database', version: '1' },
    ],
  ])('%j', async (mount, expected) => {
    const { mounts, ask } = storeWith(mount);
    expect(await mounts.at('kv/ci/db', ask)).toEqual(expected);
  });

  it('is asked once for all that come at the same time, and afterwards', async () => {
    const { mounts, ask, asked } = storeWith({ path: 'kv/', type: 'kv' });
    const found = await Promise.all(['kv/a', 'kv/b', 'kv/c/d'].map((path) => mounts.at(path, ask)));
    expect(new Set(found.map((mount) => mount?.path))).toEqual(new Set(['kv/']));
    await mounts.at('kv/e', ask);
    expect(asked).toEqual(['kv/a']);
  });

  it('is asked again where the mount is another that begins alike', async () => {
    const { mounts, ask, asked } = storeWith(
      { path: 'team/one/', type: 'kv', version: '2' },
      { path: 'team/two/', type: 'database' },
    );
    const paths = ['team/one/a', 'team/two/b', 'team/one/c', 'team/two/d'];
    const found = await Promise.all(paths.map((path) => mounts.at(path, ask)));
    expect(found.map((mount) => mount?.type)).toEqual(['kv', 'database', 'kv', 'database']);
    expect(asked[0]).toBe('team/one/a');
    expect(asked).not.toContain('team/one/c');
  });

  it('is not known where the login may not know it', async () => {
    const { mounts, ask } = storeWith();
    expect(await mounts.at('kv/a', ask)).toBeUndefined();
  });

  it.each([500, 503, 429])('is not taken for unknown where the store fails with %i', async (status) => {
    const ask = async () => {
      throw refused(status);
    };
    await expect(new Mounts().at('kv/a', ask)).rejects.toMatchObject({ status });
  });

  it('is not known from an answer that does not say it', async () => {
    const ask = async () => ({ status: 200, headers: {}, body: { data: {} }, text: '{}', address: 'a' });
    expect(await new Mounts().at('kv/a', ask)).toBeUndefined();
  });

  it('a failure of one does not stay with those who waited for it', async () => {
    const { ask, asked, mounts } = storeWith({ path: 'kv/', type: 'kv' });
    let isFirst = true;
    const flaky = async (call: VaultCall) => {
      const fails = isFirst;
      isFirst = false;
      if (fails) throw refused(500);
      return ask(call);
    };
    const [one, two] = await Promise.allSettled([mounts.at('kv/a', flaky), mounts.at('kv/b', flaky)]);
    expect([one?.status, two?.status]).toEqual(['rejected', 'fulfilled']);
    expect(asked).toEqual(['kv/b']);
  });
});
