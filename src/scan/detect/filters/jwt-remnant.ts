import { decodeJsonObject } from '../validity/json-object.js';

/** What every token says of itself; more than these makes it somebody's own format. */
const REGISTERED: ReadonlySet<string> = new Set([
  ...['alg', 'typ', 'kid', 'cty', 'enc', 'zip', 'crit', 'jku', 'jwk', 'x5t', 'x5u', 'x5c'],
  ...[
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'jti',
    'auth_time',
    'azp',
    'nonce',
    'scope',
    'name',
    'email',
    'oid',
    'tid',
  ],
]);
/** A header that breaks off within its text. */
const CUT_HEADER = /^\{"(?:alg|typ|kid|x5t)":"/;

/**
 * Why a text is only a part of a JSON Web Token, which opens nothing: its header, its claims, or what an ellipsis left of it.
 * Two parts and more with all their claims are a token, signed or not, and so is an encrypted one.
 */
export function jwtRemnantReason(value: string): string | undefined {
  if (!value.startsWith('eyJ')) return undefined;
  const [head = '', ...rest] = value.split('.');
  const header = decodeJsonObject(head);
  if (rest.length === 0) return lonePartReason(head, header);
  if (rest.length > 1 || header === undefined || typeof header.alg !== 'string' || 'enc' in header) return undefined;
  return decodeJsonObject(rest[0] ?? '') === undefined ? 'a JSON Web Token without its claims' : undefined;
}

function lonePartReason(part: string, object: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (object === undefined) {
    return CUT_HEADER.test(Buffer.from(part, 'base64').toString('latin1'))
      ? 'the header of a JSON Web Token'
      : undefined;
  }
  const keys = Object.keys(object);
  const isPart = keys.length > 0 && keys.every((key) => REGISTERED.has(key));
  return isPart ? 'one part of a JSON Web Token' : undefined;
}
