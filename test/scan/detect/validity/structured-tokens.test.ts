import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';
import { SAMPLES } from './samples.js';

const sample = (name: string) => SAMPLES.find(([one]) => one === name)?.[1].join('') ?? '';
const reasonOf = (name: string, secret: string) => checkValidity(name, secret).reason;

describe('AWS access key ids', () => {
  // Both were published together with the account they belong to.
  it.each([
    [['AKIA', 'IOSFODNN7', 'EXAMPLE'], '581039954779'],
    [['ASIA', 'QNZGKIQY', '56JQ7WML'], '029608264753'],
  ])('%s names its account', (pieces, account) => {
    expect(reasonOf('aws-key-id', pieces.join(''))).toBe(`it belongs to AWS account ${account}`);
  });

  it.each([
    ['a digit that base32 has not', ['AKIA', 'IOSFODNN0', 'EXAMPLE']],
    ['too few characters', ['AKIA', 'IOSF']],
    ['an account of 13 digits', ['AKIA', '7777777777777777']],
  ])('with %s are doubted', (_what, pieces) => {
    expect(checkValidity('aws-key-id', pieces.join('')).confidence).toBe('lower');
  });
});

describe('tokens with data inside', () => {
  it.each([
    ['sentry-org', 'the data inside it decodes and names org made-up'],
    ['grafana-cloud', 'the data inside it decodes and names o 12345'],
    ['grafana-legacy', 'the data inside it decodes and names id 1'],
    ['onepassword-service', 'the data inside it decodes and names signInAddress made-up.1password.com'],
    ['pypi', 'decodes as a macaroon for pypi.org'],
    ['discord', 'its first part decodes to a user id'],
    ['jfrog-reference', 'it decodes as a reference token'],
    ['atlassian-dc', 'it starts with an id'],
    ['nuget', 'it decodes as a version 4 key'],
  ])('%s says what it decodes to', (name, reason) => {
    expect(reasonOf(name, sample(name))).toBe(reason);
  });

  it('does not repeat a name that could be anything', () => {
    const data = Buffer.from(JSON.stringify({ o: 'a b\u{1b}[31m', n: '', k: '', m: '' })).toString('base64');
    expect(reasonOf('grafana-cloud', `glc_${data}`)).toBe('the data inside it decodes');
  });

  it.each([
    ['sentry-org', ['sntrys_', 'bm90IGpzb24', `_${'a'.repeat(43)}`]],
    ['grafana-cloud', ['glc_', Buffer.from('{"o":1}').toString('base64')]],
    ['grafana-legacy', [Buffer.from('[1]').toString('base64')]],
    ['discord', ['bm90IGFuIGlk', '.aaaaaa.', 'b'.repeat(27)]],
    ['discord', ['MTIzNDU2Nzg5MDEyMzQ1Njc4', '.aaaaaa.', 'b'.repeat(20)]],
    ['pypi', ['pypi-', 'AgEIcHlwaS5vcmc']],
    ['pypi', ['pypi-', 'AQEIcHlwaS5vcmc']],
    ['pypi', ['pypi-', 'Av////////////8']],
    ['nuget', ['oy2', 'a'.repeat(43)]],
    ['jfrog-reference', ['cmVmdGtu', 'a'.repeat(56)]],
    ['jfrog-api-key', ['AKCp', '1'.repeat(60)]],
    ['atlassian-dc', ['BBDC-', 'a'.repeat(44)]],
  ])('%s that do not decode are doubted', (name, pieces) => {
    expect(checkValidity(name, pieces.join(''))).toMatchObject({ validity: 'checksum-bad', confidence: 'lower' });
  });

  it('only organisation tokens of Sentry carry data', () => {
    expect(checkValidity('sentry-org', `sntryu_${'0'.repeat(64)}`).validity).toBe('unknown');
  });

  it('Bitbucket writes a prefix before its data-center tokens', () => {
    expect(checkValidity('atlassian-dc', `BBDC-${sample('atlassian-dc')}`).validity).toBe('checksum-ok');
  });
});

describe("an issuer's mark", () => {
  const marked: readonly (readonly [string, readonly string[]])[] = [
    ['openai', ['sk-', 'a'.repeat(20), 'T3Blbk', 'FJ', 'b'.repeat(20)]],
    ['openai', ['sk-proj-', 'a'.repeat(74), 'T3Blbk', 'FJ', 'b'.repeat(74)]],
    ['groq', ['gsk_', 'a'.repeat(20), 'WGdyb3', 'FY', 'b'.repeat(24)]],
    ['anthropic', ['sk-ant-', 'api03-', 'a'.repeat(93), 'AA']],
    ['hugging-face', ['hf_', 'abcdefgh'.repeat(5).slice(0, 34)]],
  ];

  it.each(marked)('%s: raises', (name, pieces) => {
    expect(checkValidity(name, pieces.join('')).confidence).toBe('raise');
  });

  it.each(marked)('%s: its absence lowers', (name, pieces) => {
    const mutilated = pieces.join('').replace(/T3BlbkFJ|WGdyb3FY|AA$|bcd/, '12');
    expect(checkValidity(name, mutilated).confidence).toBe('lower');
  });
});

describe('Microsoft keys', () => {
  it('names the service that a signature stands for', () => {
    const reasons = SAMPLES.filter(([name]) => name.startsWith('azure-s')).map(([name, pieces]) =>
      reasonOf(name, pieces.join('')),
    );
    expect(reasons.sort()).toEqual([
      'its checksum is right for a key of Azure Container Registry',
      expect.stringMatching(/^its checksum is right for a key of /),
      'its checksum is right for a key of Azure Storage',
    ]);
  });

  it('reads the month of issue and the provider of an annotated key', () => {
    expect(reasonOf('azure-cask', sample('azure-cask'))).toBe(
      'its checksum is right for a key of Azure DevOps, issued in 2026-11',
    );
  });

  it.each([
    ['azure-storage', `${'a'.repeat(86)}==`],
    ['azure-ad', `abc7Q~${'a'.repeat(31)}`],
    ['azure-devops', 'a'.repeat(51)],
    ['azure-cask', 'a'.repeat(84)],
  ])('%s: another form has nothing to check', (name, secret) => {
    expect(checkValidity(name, secret)).toMatchObject({ validity: 'unknown' });
  });
});
