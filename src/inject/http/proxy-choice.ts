import { BlockList, isIP } from 'node:net';
import { HttpFailure } from './http-failure.js';
import type { ProxySettings } from './http-settings.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;

const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

function isInRange(host: string, range: string): boolean {
  const [base = '', bits = ''] = range.split('/');
  const family = isIP(base);
  if (family === 0 || isIP(host) !== family || !/^\d+$/.test(bits)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  try {
    list.addSubnet(base, Number(bits), kind);
  } catch {
    return false;
  }
  return list.check(host, kind);
}

function matches(host: string, port: string, exception: string): boolean {
  const wanted = exception.trim().toLowerCase();
  if (wanted === '*') return true;
  if (wanted.includes('/')) return isInRange(host, wanted);
  // The colons of an IPv6 address begin no port, unless it stands in brackets.
  if (isIP(bare(wanted)) !== 0) return host === bare(wanted);
  const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(wanted) ?? [];
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
  const domain = name.replace(/^\*?\./, '');
  return host === bare(domain) || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

/**
 * The proxy for an address; none for this machine's own and for the exceptions.
 *
 * @throws HttpFailure `setup` if the proxy's address is none
 */
export function proxyFor(target: URL, { http, https, except }: ProxySettings): URL | undefined {
  const proxy = target.protocol === 'https:' ? https : http;
  const host = bare(target.hostname);
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (proxy === undefined || LOOPBACK.test(host)) return undefined;
  if (except.some((exception) => matches(host, port, exception))) return undefined;
  // As with curl, a proxy without a scheme speaks HTTP.
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  // Not quoted: it may hold a password.
  throw new HttpFailure('setup', 'the proxy is no http:// or https:// address', { sent: 'no' });
}
