import { createHmac } from 'node:crypto';
import { decodeJsonObject } from './json-object.js';
import { harmless, sound, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

/** Bytes of a signature (RFC 7518, RFC 8037); those of RSA keys have the key's length, which is no less than 1,024 bits. */
const SIGNATURE_BYTES: Readonly<Record<string, readonly number[]>> = {
  HS256: [32],
  HS384: [48],
  HS512: [64],
  ES256: [64],
  ES256K: [64],
  ES384: [96],
  ES512: [132],
  EdDSA: [64, 114],
};
const SHORTEST_RSA = 128;
const MANUAL_KEYS = ['secret', 'your-256-bit-secret', 'key', 'mykey', 'test', 'password', 'changeme', 'my-secret'];

type Claims = Readonly<Record<string, unknown>>;

/** JSON Web Tokens: both parts must be JSON; the claims say who issued it and whether it has expired. */
export const checkJwt: ValidityCheck = (secret, now) => {
  const [head = '', body = '', signature = '', ...more] = secret.split('.');
  const header = decodeJsonObject(head);
  const claims = decodeJsonObject(body);
  if (more.length > 0 || !header || !claims || typeof header.alg !== 'string') {
    return unsound('it does not decode as a JSON Web Token');
  }
  if (header.alg.toLowerCase() === 'none' || signature === '') {
    return { validity: 'invalid', reason: 'a JSON Web Token without a signature', confidence: 'lower' };
  }
  if (isNatsDirectory(claims)) return harmless('it names an operator or account of NATS, which is public');
  const judged = judgeClaims(claims, now);
  if (judged.confidence === 'lower') return judged;
  if (!hasLengthOf(header.alg, signature)) {
    return { validity: 'checksum-bad', reason: `a signature that ${header.alg} does not make` };
  }
  return isSignedWithWord(header.alg, `${head}.${body}`, signature)
    ? { validity: 'checksum-ok', reason: 'a JSON Web Token signed with a word that manuals use' }
    : judged;
};

/** Such a token lets in wherever the manual's key was kept, and is a sample everywhere else. */
function isSignedWithWord(algorithm: string, signed: string, signature: string): boolean {
  const size = /^HS(256|384|512)$/.exec(algorithm)?.[1];
  if (size === undefined) return false;
  const wanted = signature.replace(/=+$/, '');
  return MANUAL_KEYS.some((key) => createHmac(`sha${size}`, key).update(signed).digest('base64url') === wanted);
}

function hasLengthOf(algorithm: string, signature: string): boolean {
  const { length } = Buffer.from(signature, 'base64url');
  if (/^[RP]S(?:256|384|512)$/.test(algorithm)) return length >= SHORTEST_RSA && length % 8 === 0;
  const lengths = Object.hasOwn(SIGNATURE_BYTES, algorithm) ? SIGNATURE_BYTES[algorithm] : undefined;
  return lengths === undefined || lengths.includes(length);
}

/** NATS servers hand these out to whoever asks; only the tokens of users let somebody in. */
function isNatsDirectory({ nats, type }: Claims): boolean {
  if (nats === null || typeof nats !== 'object') return false;
  const kind = 'type' in nats ? nats.type : type;
  return kind === 'operator' || kind === 'account';
}

function judgeClaims(claims: Claims, now: Date): ValidityResult {
  const issuer = issuerOf(claims);
  const expiry = typeof claims.exp === 'number' ? new Date(claims.exp * 1000) : undefined;
  const day = expiry && !Number.isNaN(expiry.getTime()) ? expiry.toISOString().slice(0, 10) : undefined;
  if (expiry && day !== undefined && expiry < now) {
    return { validity: 'invalid', reason: `${issuer} that expired on ${day}`, confidence: 'lower' };
  }
  if (claims.iss === 'supabase' && claims.role === 'anon') {
    return { validity: 'checksum-ok', reason: `${issuer}, which is meant to be public`, confidence: 'lower' };
  }
  return sound(`decodes as ${issuer}${day === undefined ? ' that never expires' : ` that expires on ${day}`}`);
}

function issuerOf(claims: Claims): string {
  const issuer = typeof claims.iss === 'string' ? claims.iss : '';
  if (issuer === 'kubernetes/serviceaccount' || 'kubernetes.io' in claims) return 'a Kubernetes service account token';
  if (issuer === 'supabase' && claims.role === 'service_role') return 'a Supabase service_role key';
  if (issuer === 'supabase') return 'a Supabase anon key';
  if (/^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\//.test(issuer)) return 'an Entra token';
  return 'a JSON Web Token';
}
