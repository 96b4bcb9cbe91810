import { generateKeyPairSync, sign } from 'node:crypto';
import { type Loopback, sendJson, startLoopback } from './loopback.js';

export interface IdentityIssuer extends Loopback {
  /** PEM, for stores that are told the key itself. */
  readonly publicKey: string;
  /** A signed token; `iss`, `iat` and `exp` are there unless the claims say otherwise. */
  token(claims: Readonly<Record<string, unknown>>): string;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Plays the identity provider of a CI: publishes its key at `/jwks`, and at `/token?audience=…` hands out tokens as
 * GitHub does, to whoever shows `bearer`.
 */
export async function startIssuer(
  bearer: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<IdentityIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' };
  const token = (wanted: Readonly<Record<string, unknown>>): string => {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: server.address, iat: now, nbf: now - 5, exp: now + 300, ...wanted };
    const signed = `${encoded({ alg: 'ES256', kid: 'one', typ: 'JWT' })}.${encoded(all)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  const server = await startLoopback(({ path, headers }, response) => {
    const url = new URL(path, 'http://issuer.invalid');
    if (url.pathname === '/jwks') return sendJson(response, 200, { keys: [jwk] });
    if (headers.authorization?.toLowerCase() !== `bearer ${bearer}`) return sendJson(response, 401, {});
    const aud = url.searchParams.get('audience') ?? 'https://github.com/o';
    return sendJson(response, 200, {
      value: token({ ...claims, aud }),
      oidcToken: token({ ...claims, aud: 'api://x' }),
    });
  });
  return { ...server, publicKey: String(publicKey.export({ format: 'pem', type: 'spki' })), token };
}
