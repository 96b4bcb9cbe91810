import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';
import { bip39Words } from '../../../../src/scan/detect/validity/codec/bip39-words.js';
import { expandExample } from '../../../../src/scan/rules/examples/expand-template.js';

/** From the test vectors of the standard: entropy of all zeros, of 0x7f, of 0x80, of all ones. */
const VECTORS = [
  `${'abandon '.repeat(11)}about`,
  `${'legal winner thank year wave sausage worth useful '.repeat(1)}legal winner thank yellow`,
  'letter advice cage absurd amount doctor acoustic avoid letter advice cage above',
  `${'zoo '.repeat(11)}wrong`,
  `${'abandon '.repeat(17)}agent`,
  `${'zoo '.repeat(23)}vote`,
];

function validityOf(phrase: string): string {
  return checkValidity('bip39', phrase).validity;
}

describe('seed phrases', () => {
  it('has the whole list, sorted, known by four letters', () => {
    const words = bip39Words();
    expect(words).toHaveLength(2048);
    expect([...words].sort()).toEqual(words);
    expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(2048);
  });

  it.each(VECTORS)('%s', (phrase) => {
    expect(validityOf(phrase)).toBe('checksum-ok');
    expect(validityOf(phrase.replaceAll(' ', '", "'))).toBe('checksum-ok');
    expect(validityOf(phrase.toUpperCase())).toBe('checksum-ok');
  });

  it.each([12, 15, 18, 21, 24])('of %i words that are made up bear out their checksum', (count) => {
    for (let seed = 0; seed < 20; seed++) {
      const { text } = expandExample({ text: `{{bip39:${count}}}` }, `${seed}`);
      expect(text.split(' ')).toHaveLength(count);
      expect(validityOf(text)).toBe('checksum-ok');
    }
  });

  it('notices two words that changed places, most of the time', () => {
    const changed = Array.from({ length: 200 }, (_, seed) => {
      const words = expandExample({ text: '{{bip39:24}}' }, `${seed}`).text.split(' ');
      [words[3], words[4]] = [words[4] ?? '', words[3] ?? ''];
      return validityOf(words.join(' '));
    });
    expect(changed.filter((validity) => validity === 'checksum-bad').length).toBeGreaterThan(190);
  });

  it('takes no word that is not of the list', () => {
    expect(checkValidity('bip39', VECTORS[0]?.replace('about', 'abouts') ?? '')).toMatchObject({
      validity: 'checksum-bad',
      confidence: 'lower',
      reason: 'it holds a word that is in no seed phrase',
    });
  });
});

describe('user and password', () => {
  it('gives the password, and says nothing of what is none', () => {
    const encoded = Buffer.from('builder:pass:word').toString('base64');
    expect(checkValidity('user-password', encoded).inside).toEqual({ text: 'pass:word', from: ['base64'] });
    for (const text of ['no colon here', ':nobody', 'user:', 'two words: here']) {
      expect(checkValidity('user-password', Buffer.from(text).toString('base64')).inside).toBeUndefined();
    }
  });
});
