import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';

const NOW = new Date('2026-01-01T00:00:00Z');

function jwt(header: unknown, claims: unknown, signature = Buffer.alloc(32, 7).toString('base64url')): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${signature}`;
}
const check = (claims: unknown, header: unknown = { alg: 'HS256' }) => checkValidity('jwt', jwt(header, claims), NOW);

describe('a JSON Web Token', () => {
  it.each([
    [{ iss: 'x' }, 'decodes as a JSON Web Token that never expires'],
    [{ exp: 1_900_000_000 }, 'decodes as a JSON Web Token that expires on 2030-03-17'],
    [{ iss: 'kubernetes/serviceaccount' }, 'decodes as a Kubernetes service account token that never expires'],
    [{ 'kubernetes.io': {} }, 'decodes as a Kubernetes service account token that never expires'],
    [{ iss: 'supabase', role: 'service_role' }, 'decodes as a Supabase service_role key that never expires'],
    [{ iss: 'https://sts.windows.net/x/' }, 'decodes as an Entra token that never expires'],
    [{ iss: 'https://login.microsoftonline.com/x/v2.0' }, 'decodes as an Entra token that never expires'],
    [{ iss: 'https://evil.example/login.microsoftonline.com/' }, 'decodes as a JSON Web Token that never expires'],
  ])('%j', (claims, reason) => {
    expect(check(claims)).toEqual({ validity: 'checksum-ok', reason, confidence: 'raise' });
  });

  it('that has expired is not valid any more', () => {
    expect(check({ exp: 1_600_000_000 })).toEqual({
      validity: 'invalid',
      reason: 'a JSON Web Token that expired on 2020-09-13',
      confidence: 'lower',
    });
  });

  it('expires at its second, not at its day', () => {
    const second = NOW.getTime() / 1000;
    expect(check({ exp: second - 1 }).validity).toBe('invalid');
    expect(check({ exp: second + 1 }).validity).toBe('checksum-ok');
  });

  it('that is meant to be public counts less', () => {
    const { reason, confidence } = check({ iss: 'supabase', role: 'anon' });
    expect([reason, confidence]).toEqual(['a Supabase anon key, which is meant to be public', 'lower']);
  });

  it.each([
    ['the algorithm none', jwt({ alg: 'none' }, {}, 'eA')],
    ['the algorithm None', jwt({ alg: 'None' }, {}, 'eA')],
    ['an empty signature', jwt({ alg: 'HS256' }, {}, '')],
  ])('with %s has no signature', (_what, token) => {
    expect(checkValidity('jwt', token, NOW).reason).toBe('a JSON Web Token without a signature');
  });

  it.each([
    ['no header', 'eyJ.e30.eA'],
    ['no algorithm', jwt({ typ: 'JWT' }, {})],
    ['a list for claims', jwt({ alg: 'HS256' }, [])],
    ['text for claims', jwt({ alg: 'HS256' }, 'x')],
    ['a fourth part', `${jwt({ alg: 'HS256' }, {})}.eA`],
    ['an algorithm that is a number', jwt({ alg: 5 }, {})],
  ])('with %s does not decode', (_what, token) => {
    expect(checkValidity('jwt', token, NOW).validity).toBe('checksum-bad');
  });

  it.each([[1e300], [-1], ['soon'], [null]])('bears an odd expiry: %s', (exp) => {
    expect(['checksum-ok', 'invalid']).toContain(check({ exp }).validity);
  });

  it.each([
    ['HS256', 31, 'checksum-bad'],
    ['HS512', 64, 'checksum-ok'],
    ['ES256', 70, 'checksum-bad'],
    ['RS256', 64, 'checksum-bad'],
    ['PS512', 512, 'checksum-ok'],
    ['made-up', 5, 'checksum-ok'],
  ])('of %s with %s bytes for a signature is %s', (alg, bytes, validity) => {
    const token = jwt({ alg }, { sub: 'x' }, Buffer.alloc(bytes, 9).toString('base64url'));
    expect(checkValidity('jwt', token, NOW).validity).toBe(validity);
  });

  it('that is signed with a word of manuals is no surer for it', () => {
    const unsigned = jwt({ alg: 'HS256' }, { sub: 'x' }, '').slice(0, -1);
    const signed = (key: string) => `${unsigned}.${createHmac('sha256', key).update(unsigned).digest('base64url')}`;
    expect(checkValidity('jwt', signed('secret'), NOW).confidence).toBeUndefined();
    expect(checkValidity('jwt', signed('zK4-of-our-own'), NOW).confidence).toBe('raise');
  });

  it.each([
    [{ nats: { type: 'operator' } }, 'lowest'],
    [{ type: 'account', nats: {} }, 'lowest'],
    [{ nats: { type: 'user' } }, 'raise'],
    [{ type: 'account', nats: null }, 'raise'],
  ])('with %j is as sure as what it names: %s', (claims, confidence) => {
    expect(check(claims).confidence).toBe(confidence);
  });
});
