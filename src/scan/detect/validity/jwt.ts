import { decodeJsonObject } from './json-object.js';
import { sound, unsound, type ValidityCheck, type ValidityResult } from './validity-result.js';

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
  return judgeClaims(claims, now);
};

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
