import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValidity, validityCheckNames } from '../../../../src/scan/detect/validity/check-validity.js';
import { SAMPLES } from './samples.js';

const NOW = new Date('2026-01-01T00:00:00Z');

/** Formats in which every character counts: the others only have a structure. */
const WITH_CHECKSUM = new Set([
  'github',
  'npm',
  'grafana-service',
  'bitbucket-app',
  'atlassian',
  'cloudflare',
  'gitlab-routable',
  'azure-cask',
  'azure-storage',
  'azure-signed',
  'azure-ad',
  'azure-devops',
  'nats',
  'age',
  'bitcoin-wif',
]);

/** Not every checksum covers the prefix. */
const PREFIX_LENGTH = 5;

describe.each(SAMPLES.map(([name, pieces]) => ({ name, token: pieces.join('') })))('$name', ({ name, token }) => {
  it('bears out a made-up credential', () => {
    const { validity, confidence } = checkValidity(name, token, NOW);
    // An id of AWS says whose it is, not whether it is real.
    expect([validity, confidence]).toEqual(name === 'aws-key-id' ? ['unknown', undefined] : ['checksum-ok', 'raise']);
  });

  it('says why without the value', () => {
    const { reason } = checkValidity(name, token, NOW);
    expect(reason).toMatch(/^[a-z].*[^.]$/i);
    for (let at = 0; at + 8 <= token.length; at++) expect(reason).not.toContain(token.slice(at, at + 8));
  });

  it.runIf(WITH_CHECKSUM.has(name))('notices any one character that is changed', () => {
    // The last character before padding may hold bits that count for nothing.
    const counted = token.replace(/.=*$/, '').length;
    for (let at = PREFIX_LENGTH; at < counted; at++) {
      const changed = token.slice(0, at) + (/a/i.test(token[at] ?? '') ? 'b' : 'a') + token.slice(at + 1);
      expect(checkValidity(name, changed, NOW).validity, `character ${at}`).not.toBe('checksum-ok');
    }
  });

  it('lowers the confidence, or leaves it, when the middle is changed', () => {
    const middle = Math.floor(token.length / 2);
    const changed = `${token.slice(0, middle)}\u{1}${token.slice(middle + 1)}`;
    expect(checkValidity(name, changed, NOW).confidence).not.toBe('raise');
  });
});

describe('checkValidity', () => {
  it('has a sample of most of its checks', () => {
    const sampled = new Set(SAMPLES.map(([name]) => name));
    const rest = validityCheckNames().filter((name) => !sampled.has(name));
    expect(rest).toEqual([
      'private-key',
      'bip39',
      'user-password',
      'jfrog-api-key',
      'openai',
      'groq',
      'anthropic',
      'hugging-face',
    ]);
  });

  it('does not know a name it has not', () => {
    expect(checkValidity('githab', 'x').validity).toBe('not-checked');
    expect(checkValidity('toString', 'x').validity).toBe('not-checked');
  });

  it('takes any text without an error', () => {
    const names = validityCheckNames();
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string({ unit: 'binary' }), (name, text) => {
        expect(checkValidity(name, text, NOW).reason).not.toBe('');
      }),
    );
  });

  it('takes any cut of a credential without an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat(), fc.nat(), ([name, pieces], from, to) => {
        const token = pieces.join('');
        expect(checkValidity(name, token.slice(from % token.length, to % (token.length + 1)), NOW).reason).not.toBe('');
      }),
    );
  });
});
