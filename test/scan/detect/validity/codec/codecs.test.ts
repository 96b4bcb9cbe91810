import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../../../../src/scan/detect/validity/codec/base32.js';
import { decodeBase58, encodeBase58Check } from '../../../../../src/scan/detect/validity/codec/base58.js';
import { encodeBech32, isBech32 } from '../../../../../src/scan/detect/validity/codec/bech32.js';
import { crc16Xmodem, crc32Hex } from '../../../../../src/scan/detect/validity/codec/crc.js';
import { marvin32 } from '../../../../../src/scan/detect/validity/codec/marvin32.js';
import { BASE36, BASE62, fromRadix, toRadix } from '../../../../../src/scan/detect/validity/codec/radix.js';

describe('known values', () => {
  // RFC 4648, section 10.
  it.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of %s', (text, encoded) => {
    expect(encodeBase32(Buffer.from(text))).toBe(encoded);
    expect(Buffer.from(decodeBase32(encoded.toLowerCase()) ?? []).toString()).toBe(text);
  });

  it('the check values of both CRCs', () => {
    expect(crc32Hex('123456789')).toBe('cbf43926');
    expect(crc32Hex('')).toBe('00000000');
    expect(crc16Xmodem(Buffer.from('123456789'))).toBe(0x31c3);
  });

  // BIP 173, "Test vectors".
  it.each([['A12UEL5L'], ['a12uel5l']])('bech32 of nothing: %s', (text) => {
    expect(isBech32(text, 'a')).toBe(false);
    expect(encodeBech32('a', new Uint8Array())).toBe('a12uel5l');
  });

  it('Marvin32 of nothing depends on the seed alone', () => {
    expect(marvin32(new Uint8Array(), 'Default0')).not.toBe(marvin32(new Uint8Array(), 'Default1'));
  });

  it('radix', () => {
    expect(toRadix(0, BASE62, 6)).toBe('000000');
    expect(toRadix(61, BASE62, 0)).toBe('z');
    expect(toRadix(0xffffffff, BASE36, 7)).toBe('1z141z3');
    expect(fromRadix('1z141z3', BASE36)).toBe(0xffffffffn);
    expect(fromRadix('-', BASE36)).toBeUndefined();
  });
});

describe('round trips', () => {
  const bytes = fc.uint8Array({ maxLength: 60 });

  it('base32', () => {
    fc.assert(
      fc.property(bytes, (value) => void expect(decodeBase32(encodeBase32(value))).toEqual(Uint8Array.from(value))),
    );
    expect(decodeBase32('A1')).toBeUndefined();
  });

  it('base58 with its check, leading zeros kept', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const decoded = Buffer.from(decodeBase58(encodeBase58Check(value)) ?? []);
        expect(decoded.subarray(0, -4)).toEqual(Buffer.from(value));
      }),
    );
    expect(decodeBase58('0')).toBeUndefined();
  });

  it('bech32, in one case only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (value) => {
        const text = encodeBech32('age-secret-key-', value);
        expect(isBech32(text, 'age-secret-key-')).toBe(true);
        expect(isBech32(text.toUpperCase(), 'age-secret-key-')).toBe(true);
        expect(isBech32(`A${text.slice(1)}`, 'age-secret-key-')).toBe(false);
        expect(isBech32(text, 'other')).toBe(false);
      }),
    );
  });

  it('radix', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => void expect(fromRadix(toRadix(value, BASE62, 8), BASE62)).toBe(BigInt(value))),
    );
  });

  it('Marvin32 sees every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (value, place) => {
        const changed = Uint8Array.from(value);
        changed[place % value.length] = (changed[place % value.length] ?? 0) ^ 1;
        expect(marvin32(changed, 'Default0')).not.toBe(marvin32(value, 'Default0'));
      }),
    );
  });
});
