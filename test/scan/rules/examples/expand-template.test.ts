import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeepmumError } from '../../../../src/core/keepmum-error.js';
import { expandExample, literalPieces, placeholderNames } from '../../../../src/scan/rules/examples/expand-template.js';
import { SeededRandom } from '../../../../src/scan/rules/examples/seeded-random.js';

const expand = (text: string, seed = 'seed') => expandExample({ text }, seed).text;

describe('placeholders', () => {
  it.each([
    ['lower:12', /^[a-z]{12}$/],
    ['upper:12', /^[A-Z]{12}$/],
    ['alpha:12', /^[A-Za-z]{12}$/],
    ['digit:3-5', /^\d{3,5}$/],
    ['alnum:30', /^[0-9A-Za-z]{30}$/],
    ['hex:32', /^[0-9a-f]{32}$/],
    ['HEX:32', /^[0-9A-F]{32}$/],
    ['base32:20', /^[A-Z2-7]{20}$/],
    ['base36:20', /^[0-9a-z]{20}$/],
    ['BASE36:20', /^[0-9A-Z]{20}$/],
    ['base58:20', /^[1-9A-HJ-NP-Za-km-z]{20}$/],
    ['base62:20', /^[0-9A-Za-z]{20}$/],
    ['base64:20', /^[0-9A-Za-z+/]{20}$/],
    ['base64url:20', /^[\w-]{20}$/],
    ['symbol:9', /^[!-~]{9}$/],
    ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['bytes-base64:30', /^[0-9A-Za-z+/]{40}$/],
    ['bytes-base64url:32', /^[\w-]{43}$/],
  ])('{{%s}}', (name, shape) => {
    for (const seed of ['a', 'b', 'c']) expect(expand(`<{{${name}}}>`, seed).slice(1, -1)).toMatch(shape);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(expand('{{hex:32}}', 'a')).toBe(expand('{{hex:32}}', 'a'));
    expect(expand('{{hex:32}}', 'a')).not.toBe(expand('{{hex:32}}', 'b'));
  });

  it('are drawn anew each time, unless they are labelled', () => {
    const [one, other] = expand('{{hex:32}} {{hex:32}}').split(' ');
    expect(one).not.toBe(other);
    const [first, second] = expand('{{hex:32 @key}} {{hex:32 @key}}').split(' ');
    expect(first).toBe(second);
  });

  it('may stand inside another', () => {
    const text = expand('{{base64-of:user@host:{{alnum:20}}}}');
    expect(Buffer.from(text, 'base64').toString()).toMatch(/^user@host:[0-9A-Za-z]{20}$/);
    expect(expand('{{hex-of:ab}} {{base64url-of:??>}}')).toBe('6162 Pz8-');
  });

  it.each(['${{ secrets.TOKEN }}', '{{ .Values.token }}', '{"a":{"b":{}}}', '{{}}', '{{#if a}}', '{hex:3}'])(
    'are not what other tools write: %s',
    (text) => {
      expect(expand(text)).toBe(text);
    },
  );

  it.each([
    ['{{hax:3}}', 'cannot expand the placeholder "hax": it is unknown, did you mean "hex"?'],
    [
      '{{TOKEN}}',
      'cannot expand the placeholder "TOKEN": it is unknown, expected a name of docs/RULES.md, or blanks inside the braces',
    ],
    ['{{toString}}', 'it is unknown'],
    ['{{hex}}', 'cannot expand the count "", expected COUNT or MIN-MAX'],
    ['{{hex:many}}', 'cannot expand the count "many"'],
    ['{{nats:S?}}', 'no such kind'],
    ['{{azure-signed:ABCD}}', 'no such kind'],
  ])('%s is an error', (text, message) => {
    expect(() => expand(text)).toThrow(KeepmumError);
    expect(() => expand(text)).toThrow(message);
  });

  it('leave no braces behind', () => {
    const plain = placeholderNames().filter(
      (name) => !/^(?:lower|upper|alpha|digit|alnum|hex|HEX|base|BASE|symbol|bytes|azure-signed)/.test(name),
    );
    expect(plain.length).toBeGreaterThan(20);
    for (const name of plain) expect(expand(`{{${name}}}`)).not.toMatch(/[{}]/);
  });
});

describe("a secret's placeholders", () => {
  it("stand for the text's, in their order", () => {
    const { text, secret } = expandExample({ text: 'id {{hex:8}} key {{hex:8}}', secret: '{{hex:8}}' }, 's');
    expect(secret).toBe(text.split(' ')[1]);
  });

  it('can be told apart by a label', () => {
    const { text, secret } = expandExample({ text: 'id {{hex:8}} key {{hex:8 @key}}', secret: '{{hex:8 @key}}' }, 's');
    expect(secret).toBe(text.split(' ')[3]);
  });

  it('may be nested like those of the text', () => {
    const template = '{{base64-of:u:{{alnum:9}}}}';
    const { text, secret } = expandExample({ text: `auth ${template}`, secret: template }, 's');
    expect(text).toBe(`auth ${secret}`);
  });
});

describe('literalPieces', () => {
  it('are what stands between placeholders', () => {
    expect(literalPieces('a {{hex:3}} b{{uuid}}{{hex:3 @x}}c')).toEqual(['a ', ' b', 'c']);
    expect(literalPieces('{{base64-of:u:{{alnum:9}}}}')).toEqual([]);
    expect(literalPieces('${{ secrets.X }}')).toEqual(['${{ secrets.X }}']);
  });
});

describe('SeededRandom', () => {
  it('stays below its limit and reaches all below it', () => {
    const random = new SeededRandom('x');
    const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('mixes the kinds of characters that an alphabet has', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 8, max: 40 }), (seed, length) => {
        const text = new SeededRandom(seed).text('ABCDEFabcdef0123456789', length);
        expect(text).toMatch(/\d/);
        expect(text).toMatch(/[a-f]/);
        expect(text).toMatch(/[A-F]/);
        expect(text).toHaveLength(length);
      }),
    );
  });
});
