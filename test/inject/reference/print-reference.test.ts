import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';
import { printReference, withKey } from '../../../src/inject/reference/print-reference.js';
import { STORE_KINDS } from '../../../src/inject/reference/secret-reference.js';

const written = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('%', '?', '#', '&', '=', '/', '+', ' ', 'é', '😀'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
  })
  .filter((text) => !/\p{Cc}/u.test(text));
const segment = written.filter((text) => !text.includes('/') && text !== '.' && text !== '..');
const vaultPath = fc.array(segment, { minLength: 2, maxLength: 4 }).map((segments) => segments.join('/'));
const optionNames = written.filter((name) => name.length > 12);

const reference = fc.record(
  {
    store: fc.constant('vault' as const),
    path: vaultPath,
    key: written,
    options: fc.dictionary(optionNames, written, { noNullPrototype: true, maxKeys: 3 }),
  },
  { requiredKeys: ['store', 'path', 'options'] },
);

describe('printing', () => {
  test('and reading again gives the same reference', () => {
    fc.assert(
      fc.property(reference, (parts) => {
        const { text, ...read } = parseReference(printReference(parts));
        expect(read).toEqual(parts);
        expect(printReference(read)).toBe(text);
      }),
    );
  });

  test('the key may as well stand before the options', () => {
    fc.assert(
      fc.property(
        reference.filter(({ key, options }) => key !== undefined && Object.keys(options).length > 0),
        (parts) => {
          const [, address, query, key] = /^([^?]*)(\?[^#]*)(#.*)$/s.exec(printReference(parts)) ?? [];
          const { text: _, ...read } = parseReference(`${address}${key}${query}`);
          expect(read).toEqual(parts);
        },
      ),
    );
  });

  test('encodes only what has a meaning', () => {
    const parts = { store: 'file', path: './a b/ü?.json', key: 'x/y=z', options: {} } as const;
    expect(printReference(parts)).toBe('file://./a b/ü%3F.json#x/y=z');
  });

  test('gives a whole path a key', () => {
    const whole = parseReference('vault://kv/ci/db?version=2');
    expect(withKey(whole, 'a#b')).toEqual(parseReference('vault://kv/ci/db?version=2#a%23b'));
  });
});

test('whatever is typed is read, or is an error that points into it', () => {
  const typed = fc.tuple(
    fc.constantFrom(...STORE_KINDS.map((kind) => `${kind}://`), 'x://', ''),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(typed, ([scheme, rest]) => {
      const text = `${scheme}${rest}`;
      try {
        expect(parseReference(text).text).toBe(text);
      } catch (error) {
        if (!(error instanceof KeepmumError)) throw error;
        const [, character] = /character (\d+): /.exec(error.message.replace(text, '')) ?? [];
        expect(Number(character ?? 1)).toBeLessThanOrEqual(Array.from(text).length + 1);
      }
    }),
  );
});
