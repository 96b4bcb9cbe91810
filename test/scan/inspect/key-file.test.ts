import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../src/scan/rules/examples/seeded-random.js';
import { inspect, makeInspector } from '../engine.js';

const inspector = makeInspector();
const random = new SeededRandom('key files');
const bytes = (hex: string, length: number) =>
  Buffer.concat([Buffer.from(hex, 'hex'), random.bytes(length), Buffer.alloc(4)]);

const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'der',
});
const pkcs12 = bytes('30820a20020103308209e606092a864886f70d010701a08209d7', 2500);
const pkcs12Indefinite = bytes('3080020103308006092a864886f70d010701a08024800482', 2500);
const jks = bytes('feedfeed00000002000000010000000100046d796b65', 1800);
const jceks = bytes('cececece00000002000000010000000300046d796b65', 1800);
const truststore = bytes('feedfeed00000002000000010000000200046d796361', 1800);
const certificate = bytes('3082037730820 25fa003020102'.replace(' ', ''), 900);

describe('keys that are files', () => {
  it.each([
    ['PKCS#12', pkcs12, 'private-key-pkcs12'],
    ['PKCS#12 of indefinite length', pkcs12Indefinite, 'private-key-pkcs12'],
    ['a Java key store', jks, 'private-key-java-keystore'],
    ['a Java key store with secret keys', jceks, 'private-key-java-keystore'],
    ['PKCS#8 in DER', privateKey, 'private-key-pkcs8-der'],
  ])('%s, though binary, and however it is cut', (_, content, rule) => {
    const prints = [[0], [1], [100, 7]].map((lengths) => {
      const result = inspect(inspector, content, 'app/identity.bin', lengths);
      expect(result.discoveries).toEqual([expect.objectContaining({ rule, line: 1, column: 1 })]);
      expect(result.discoveries[0]?.decodedFrom).toBeUndefined();
      expect(result.bytes).toBe(content.length);
      return result.discoveries[0]?.fingerprint;
    });
    expect(new Set(prints).size).toBe(1);
  });

  it.each([
    ['a trust store', truststore],
    ['a certificate', certificate],
    ['a key store that is cut off', pkcs12.subarray(0, 60)],
    ['a key store behind other bytes', Buffer.concat([Buffer.from([0, 1, 2]), pkcs12])],
    ['anything else', bytes('7f454c46', 3000)],
  ])('%s is none', (_, content) => {
    expect(inspect(inspector, content, 'app/identity.bin')).toMatchObject({ discoveries: [] });
  });

  it.each([
    ['PKCS#12', pkcs12, 'private-key-pkcs12'],
    ['a Java key store', jks, 'private-key-java-keystore'],
    ['PKCS#8', privateKey, 'private-key-pkcs8-der'],
  ])('%s in base64, on one line and on many', (_, content, rule) => {
    const written = content.toString('base64');
    for (const text of [written, (written.match(/.{1,64}/g) ?? []).join('\n    ')]) {
      const { discoveries } = inspect(inspector, `identity: |\n    ${text}\n`, 'app/values.yaml');
      expect(discoveries.map((one) => one.rule)).toEqual([rule]);
    }
  });
});
