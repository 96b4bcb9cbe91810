import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { printReference } from '../../../src/inject/reference/print-reference.js';
import type { SecretReference } from '../../../src/inject/reference/secret-reference.js';
import { resolveSecrets } from '../../../src/inject/resolve/resolve-secrets.js';
import type { SecretWish } from '../../../src/inject/resolve/resolved-secret.js';
import { MemoryProvider } from './memory-provider.js';

const PATHS = ['a', 'b', 'c', 'broken', 'missing'];
const KEYS = ['user', 'password', 'pass-word', 'none'];
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'PATH', 'x*y', 'P_*', 'Q_*'];

const held = {
  a: { user: 'VALUE-1', password: 'VALUE-2' },
  b: { 'pass-word': 'VALUE-3', pass_word: 'VALUE-4' },
  c: 'VALUE-5',
  broken: new KeepmumError('STORE_FAILED', 'cannot read "broken"'),
};

const wish = fc
  .record({
    name: fc.constantFrom(...NAMES),
    store: fc.constantFrom('vault' as const, 'exec' as const),
    path: fc.constantFrom(...PATHS),
    key: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
    options: fc.constantFrom({}, { version: '2' }),
  })
  .map(({ name, key, ...address }): SecretWish => {
    const parts: Omit<SecretReference, 'text'> = { ...address, ...(key !== undefined && { key }) };
    return { name, reference: { ...parts, text: printReference(parts) }, source: '-e' };
  });

const askedFor = ({ reference: { path, options } }: SecretWish): string => JSON.stringify([path, options]);

test('whatever is wished for, every wish is fulfilled or told, nothing is read twice, and no value is told', async () => {
  let fulfilled = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { maxLength: 8 }), async (wishes) => {
      const stores = { vault: new MemoryProvider('vault', held), exec: new MemoryProvider('exec', held) };
      const { secrets, leases, problem } = await resolveSecrets(
        wishes,
        async (store) => stores[store as 'vault' | 'exec'],
        {
          signal: new AbortController().signal,
          allowNames: [],
        },
      );
      fulfilled += secrets.length;

      for (const store of ['vault', 'exec'] as const) {
        const asked = stores[store].asked.map(({ path, options }) => JSON.stringify([path, options]));
        const wanted = new Set(wishes.filter(({ reference }) => reference.store === store).map(askedFor));
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.every((one) => wanted.has(one))).toBe(true);
      }

      const names = secrets.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain('PATH');
      const single = wishes.filter(({ name }) => !name.includes('*'));
      const unfulfilled = single.filter(({ name }) => !names.includes(name));
      if (unfulfilled.length > 0) expect(problem).toBeInstanceOf(KeepmumError);
      if (problem === undefined) expect(names.length).toBeGreaterThanOrEqual(wishes.length);

      // What is lent is known, even where the name that wanted it could not be set.
      const lent = new Set([...secrets.flatMap(({ lease }) => lease ?? [])]);
      for (const lease of lent) expect(leases.map((taken) => taken.lease)).toContain(lease);
      const told = [problem, ...(problem?.problems ?? [])].flatMap((one) =>
        one === undefined ? [] : [one.message, ...one.hints],
      );
      expect(told.join()).not.toContain('VALUE');
      expect(JSON.stringify([secrets, leases])).not.toContain('VALUE');
    }),
  );
  expect(fulfilled).toBeGreaterThan(0);
});
