import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HttpFailure, type HttpFailureKind } from '../../../../../src/inject/http/http-failure.js';
import { blamesAddress, remedyFor } from '../../../../../src/inject/providers/vault/transport/judge-failure.js';
import { StoreFailure } from '../../../../../src/inject/providers/vault/transport/store-failure.js';

const KINDS: readonly HttpFailureKind[] = [
  ...(['unresolved', 'refused', 'tls', 'proxy', 'timeout', 'cut', 'too-large', 'malformed', 'redirect'] as const),
  ...(['setup', 'other'] as const),
];
const storeFailure = (status: number, ...said: readonly string[]) =>
  new StoreFailure({ status, said, body: undefined, retryAfter: undefined, address: 'https://a.test' });
const httpFailure = (kind: HttpFailureKind, sent: 'no' | 'maybe') => new HttpFailure(kind, 'x', { sent });

const safety = fc.constantFrom('read' as const, 'repeatable' as const, 'once' as const);
const sent = fc.constantFrom('no' as const, 'maybe' as const);
const status = fc.integer({ min: 300, max: 599 });

describe('what may be done about a failure', () => {
  it('never repeats what may have been done and must not be done twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), (kind) => {
        expect(remedyFor(httpFailure(kind, 'maybe'), 'once')).toBe('none');
      }),
    );
    // These say by themselves that nothing was done.
    const harmless = new Set([412, 429, 472, 473, 501]);
    fc.assert(
      fc.property(status, fc.array(fc.constantFrom('internal error', 'timed out')), (number, said) => {
        const remedy = remedyFor(storeFailure(number, ...said), 'once');
        if (remedy !== 'none') expect(harmless).toContain(number);
      }),
    );
  });

  it('is no less for a read than for what is done once', () => {
    const rank = { none: 0, elsewhere: 1, later: 2 };
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), sent, status, (kind, seen, number) => {
        for (const failure of [httpFailure(kind, seen), storeFailure(number)]) {
          const [read, repeatable, once] = (['read', 'repeatable', 'once'] as const).map(
            (one) => rank[remedyFor(failure, one)],
          );
          expect(read).toBe(repeatable);
          expect(read).toBeGreaterThanOrEqual(once ?? 0);
        }
      }),
    );
  });

  it('is nothing where it would be the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(400, 403, 404, 405, 413), safety, (number, one) => {
        expect(remedyFor(storeFailure(number), one)).toBe('none');
      }),
    );
    expect(remedyFor(httpFailure('setup', 'no'), 'read')).toBe('none');
    expect(remedyFor(new TypeError('a bug'), 'read')).toBe('none');
  });

  it('is another address for a seal, but not for a page that says 503', () => {
    expect(remedyFor(storeFailure(503, 'Vault is sealed'), 'once')).toBe('elsewhere');
    expect(remedyFor(storeFailure(503, 'error performing token check: Vault is sealed'), 'read')).toBe('elsewhere');
    expect(remedyFor(storeFailure(503), 'once')).toBe('none');
    expect(remedyFor(storeFailure(503), 'read')).toBe('later');
  });
});

describe('an address', () => {
  it.each([500, 502, 503, 504, 472, 473])('is to blame for %i', (number) => {
    expect(blamesAddress(storeFailure(number))).toBe(true);
  });

  it.each([400, 403, 404, 412, 429])('is not to blame for %i', (number) => {
    expect(blamesAddress(storeFailure(number))).toBe(false);
  });

  it('is not to blame for our own settings, or a bug', () => {
    expect(blamesAddress(httpFailure('setup', 'no'))).toBe(false);
    expect(blamesAddress(httpFailure('refused', 'no'))).toBe(true);
    expect(blamesAddress(new TypeError('a bug'))).toBe(false);
  });
});
