import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../../src/inject/http/proxy-choice.js';

const PROXY = 'http://proxy.test:3128';
const proxied = (target: string, except: readonly string[] = []) =>
  proxyFor(new URL(target), { http: PROXY, https: PROXY, except }) !== undefined;

describe('which proxy', () => {
  it('is that of the protocol', () => {
    const settings = { http: 'http://one.test', https: 'http://two.test', except: [] };
    expect(proxyFor(new URL('http://a.test'), settings)?.hostname).toBe('one.test');
    expect(proxyFor(new URL('https://a.test'), settings)?.hostname).toBe('two.test');
    expect(proxyFor(new URL('https://a.test'), { except: [] })).toBeUndefined();
  });

  it('speaks HTTP if nothing else is said', () => {
    const found = proxyFor(new URL('http://a.test'), { http: 'me:word@proxy.test:3128', except: [] });
    expect([found?.protocol, found?.host, found?.username]).toEqual(['http:', 'proxy.test:3128', 'me']);
  });

  it('is refused where it is none, and not shown', () => {
    for (const http of ['socks5://me:hidden@x', 'http://']) {
      const choose = () => proxyFor(new URL('http://a.test'), { http, except: [] });
      expect(choose).toThrow('the proxy is no http:// or https:// address');
      expect(choose).not.toThrow('hidden');
    }
  });

  it.each(['http://localhost:8200', 'http://127.0.0.1', 'https://127.8.9.1', 'https://[::1]:8200'])(
    'is none for this machine: %s',
    (target) => {
      expect(proxied(target)).toBe(false);
    },
  );

  it.each([
    ['https://vault.corp.test', '*', false],
    ['https://vault.corp.test', 'corp.test', false],
    ['https://vault.corp.test', '.corp.test', false],
    ['https://vault.corp.test', '*.corp.test', false],
    ['https://vault.corp.test', 'VAULT.corp.test', false],
    ['https://vault.corp.test', 'p.test', true],
    ['https://vaultcorp.test', 'corp.test', true],
    ['https://vault.corp.test:8200', 'vault.corp.test:8200', false],
    ['https://vault.corp.test:8200', 'vault.corp.test:443', true],
    ['https://vault.corp.test', 'vault.corp.test:443', false],
    ['http://vault.corp.test', 'vault.corp.test:80', false],
    ['https://10.1.2.3', '10.0.0.0/8', false],
    ['https://11.1.2.3', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.1.2.3', false],
    ['https://10.1.2.3', '2.3', true],
    ['https://[fd00::5]', 'fd00::/8', false],
    ['https://[fd00::5]', '[fd00::5]', false],
    ['https://[fd00::5]:8200', '[fd00::5]:8200', false],
    ['https://[fd00::5]:8200', '[fd00::5]:443', true],
    ['https://[fe00::5]', 'fd00::/8', true],
    ['https://10.1.2.3', '10.0.0.0/99', true],
    ['https://10.1.2.3', 'corp/8', true],
    ['https://vault.corp.test', '', true],
  ])('for %s with the exception "%s": %s', (target, exception, expected) => {
    expect(proxied(target, ['none.test', exception])).toBe(expected);
  });
});
