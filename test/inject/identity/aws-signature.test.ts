import { describe, expect, it } from 'vitest';
import { signRequest } from '../../../src/inject/identity/aws-signature.js';
import { signCallerIdentity } from '../../../src/inject/identity/caller-identity.js';

// The documented example key of AWS, which scanners of secrets know as one.
const KEYS = {
  accessKeyId: ['AKID', 'EXAMPLE'].join(''),
  secretAccessKey: ['wJalrXUtnFEMI/K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('+'),
};
const AT = Date.parse('2015-08-30T12:36:00Z');
const HOST = { host: 'example.amazonaws.com' };

/** Signatures of AWS' own published test suite for version 4. */
describe('a signature of AWS', () => {
  it.each([
    ['GET', '/', '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['POST', '/', '', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    ['GET', '/?Param2=value2&Param1=value1', '', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500'],
  ])('%s %s', (method, path, body, signature) => {
    const url = new URL(path, 'https://example.amazonaws.com');
    const scope = { region: 'us-east-1', service: 'service', at: AT };
    const { authorization, ...headers } = signRequest({ method, url, headers: HOST, body }, KEYS, scope);
    expect(headers).toEqual({ ...HOST, 'x-amz-date': '20150830T123600Z' });
    expect(authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/20150830/us-east-1/service/aws4_request, ` +
        `SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
  });

  it('covers a session token', () => {
    const request = { method: 'GET', url: new URL('https://example.amazonaws.com/'), headers: HOST, body: '' };
    const scope = { region: 'us-east-1', service: 'service', at: AT };
    const { authorization } = signRequest(request, { ...KEYS, sessionToken: 'made-up' }, scope);
    expect(authorization).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
  });
});

describe('a signed question who one is', () => {
  it('goes to the service of the region, and is bound to one store', () => {
    const signed = signCallerIdentity(KEYS, { region: 'eu-west-1' }, AT, 'vault.test');
    expect(signed).toMatchObject({
      method: 'POST',
      url: 'https://sts.eu-west-1.amazonaws.com/',
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(signed.headers.authorization).toContain(
      'SignedHeaders=content-type;host;x-amz-date;x-vault-aws-iam-server-id',
    );
    const other = signCallerIdentity(KEYS, { region: 'eu-west-1' }, AT, 'other.test');
    expect(other.headers.authorization).not.toBe(signed.headers.authorization);
  });

  it('knows the domain of China, and another address', () => {
    expect(signCallerIdentity(KEYS, { region: 'cn-north-1' }, AT, undefined).url).toBe(
      'https://sts.cn-north-1.amazonaws.com.cn/',
    );
    const place = { region: 'eu-west-1', endpoint: 'http://127.0.0.1:5000' };
    expect(signCallerIdentity(KEYS, place, AT, undefined).headers.host).toBe('127.0.0.1:5000');
  });
});
