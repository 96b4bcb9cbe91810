import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redirectOf } from '../../../../../src/inject/providers/vault/transport/redirect.js';

const answerTo = (location: string | undefined, status = 307) => ({
  status,
  headers: location === undefined ? {} : { location },
  body: '',
});

const to = (from: string, location: string, named: readonly string[] = []) =>
  redirectOf(new URL(from), answerTo(location), named)?.href;

describe('where a redirect leads', () => {
  it.each([200, 204, 301, 302, 303, 400, 503])('is not looked at for status %i', (status) => {
    expect(redirectOf(new URL('https://a.test/v1/x'), answerTo('https://b.test/', status), [])).toBeUndefined();
  });

  it.each([
    ['https://a.test/v1/x', 'https://b.test:8200/v1/x', 'https://b.test:8200/v1/x'],
    ['https://a.test/v1/x', '/v1/y', 'https://a.test/v1/y'],
    ['http://a.test:1/v1/x', 'http://a.test:2/v1/x', 'http://a.test:2/v1/x'],
    ['http://a.test/v1/x', 'https://b.test/v1/x', 'https://b.test/v1/x'],
  ])('from %s to %s is %s', (from, location, expected) => {
    expect(to(from, location)).toBe(expected);
  });

  it.each([
    ['from TLS to none', 'https://a.test/v1/x', 'http://a.test/v1/x'],
    ['to another host without TLS', 'http://a.test/v1/x', 'http://b.test/v1/x'],
    ['to a name that looks alike', 'http://a.test/v1/x', 'http://a.test.evil.test/v1/x'],
    ['to a user name that looks alike', 'http://a.test/v1/x', 'http://a.test@evil.test/v1/x'],
    ['to another protocol', 'https://a.test/v1/x', 'file:///etc/passwd'],
  ])('%s is refused', (_, from, location) => {
    expect(() => to(from, location)).toThrow('it redirects to');
  });

  it('without TLS may be an address that was named, and no other port of it', () => {
    expect(to('https://a.test/v1/x', 'http://b.test:8200/v1/x', ['http://b.test:8200'])).toBe(
      'http://b.test:8200/v1/x',
    );
    expect(() => to('https://a.test/v1/x', 'http://b.test:8201/v1/x', ['http://b.test:8200'])).toThrow('without TLS');
    expect(() => to('https://a.test/v1/x', 'http://b.test/v1/x', ['unix:///run/b.sock'])).toThrow('without TLS');
  });

  it('never takes a token to a host without TLS that nobody named', () => {
    const host = fc.constantFrom('a.test', 'b.test', 'a.test:8200', '127.0.0.1:1', '[::1]:2');
    const scheme = fc.constantFrom('http', 'https', 'ftp', 'javascript', 'unix');
    const location = fc.oneof(
      fc.tuple(scheme, host, fc.webPath()).map(([one, other, path]) => `${one}://${other}${path}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), host, location, (from, at, wanted) => {
        const start = new URL(`${from}://${at}/v1/x`);
        let end: URL | undefined;
        try {
          end = redirectOf(start, answerTo(wanted), []);
        } catch {
          return;
        }
        const isSafe = end?.protocol === 'https:' || (start.protocol === 'http:' && end?.hostname === start.hostname);
        expect(isSafe).toBe(true);
      }),
    );
  });
});
