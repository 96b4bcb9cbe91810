import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildLiteralTables } from '../../../src/core/literals/literal-tables.js';
import { SimdSearch } from '../../../src/core/literals/simd-search.js';

const ROOM = 64 * 1024;
const search = new SimdSearch(buildLiteralTables([{ bytes: Buffer.from('secret'), letterCase: 'exact' }]), ROOM);

/** Every place that is found, one after another, as a reader of them would ask. */
function places(content: string | Buffer, room: Buffer = search.text): string[] {
  const bytes = Buffer.from(content as Buffer);
  room.fill(0, 0, bytes.length + 128);
  bytes.copy(room);
  const found: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const place = search.findEncoded(room, at, bytes.length, bytes.length, 0);
    if (place === undefined) break;
    found.push(`${place.kind} ${place.at}`);
    at = place.at + (place.kind === 'run' ? 40 : 1);
  }
  return found;
}

const base64 = (text: string | Buffer) => Buffer.from(text as Buffer).toString('base64');
const TEXT = 'what somebody wrote, once upon a time, in plain words';

describe('runs', () => {
  it.each([
    ['base64 of text', base64(TEXT)],
    ['base64 for URLs', Buffer.from(TEXT).toString('base64url')],
    ['hex of text', Buffer.from(TEXT).toString('hex')],
    ['hex of text in capitals', Buffer.from(TEXT).toString('hex').toUpperCase()],
    ['base64 of UTF-16', base64(Buffer.from(TEXT, 'utf16le'))],
    ['base64 of UTF-16 the other way round', base64(Buffer.from(TEXT, 'utf16le').swap16())],
    ['base64 of gzip', `${base64(Buffer.from('1f8b0800000000000003', 'hex')).slice(0, -4)}${'Ab1+'.repeat(10)}`],
    ['hex of gzip', `1f8b08${'0123456789abcdef'.repeat(3)}`],
    ['base64 behind a byte order mark', base64(`\ufeff${TEXT}`)],
  ])('finds %s wherever it stands', (_, run) => {
    for (let before = 0; before < 40; before++) {
      expect(places(`${' '.repeat(before)}${run}"`)).toEqual([`run ${before}`]);
    }
  });

  it.each([
    ['39 characters', base64(TEXT).slice(0, 39)],
    ['a name', 'AbstractSingletonProxyFactoryBeanConfigurationProvider'],
    ['a constant', 'SOME_REGISTER_NAME_THAT_GOES_ON_FOR_A_WHILE__SHIFT_MASK'],
    ['a path', 'usr/include/linux/something/that/is/deep/in/the/tree'],
    ['a digest', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a certificate', 'MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTESMBAG'],
    ['an image', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'],
    ['a line', '-'.repeat(120)],
    ['dots between short words', 'some.long.chain.of.names.that.goes.on.and.on.and.on'],
  ])('passes over %s', (_, run) => {
    expect(places(` ${run} `)).toEqual([]);
  });

  it('leaves out what is no part of the text: an escaped line feed and 0x', () => {
    expect(places(`a\\n${base64(TEXT)}`)).toEqual(['run 3']);
    expect(places(`a = 0x${Buffer.from(TEXT).toString('hex')}`)).toEqual(['run 6']);
  });

  it('does not take up a run in its middle', () => {
    const run = base64(TEXT.repeat(4));
    search.text.fill(0);
    search.text.write(run);
    for (const from of [1, 4, 15, 16, 17, 40]) {
      expect(search.findEncoded(search.text, from, run.length, run.length, 0)).toBeUndefined();
    }
  });

  it('answers for what starts before `to` only, and reads on behind it', () => {
    search.text.fill(0);
    search.text.write(` ${base64(TEXT)}`);
    expect(search.findEncoded(search.text, 0, 1, 100, 0)).toBeUndefined();
    expect(search.findEncoded(search.text, 0, 2, 100, 0)).toEqual({ at: 1, kind: 'run' });
  });

  it('is the same in the scratch room', () => {
    expect(places(`x ${base64(TEXT)}`, search.scratch)).toEqual(['run 2']);
  });
});

describe('escapes', () => {
  it.each([
    ['percent', '%3D'],
    ['percent in small letters', '%7b'],
    ['\\u', '\\u0061'],
    ['\\u{}', '\\u{61}'],
    ['three of \\x', '\\x61\\x62\\x63'],
    ['a decimal entity', '&#97;'],
    ['a hex entity', '&#x61;'],
  ])('finds %s wherever it stands', (_, written) => {
    for (let before = 0; before < 40; before++) {
      expect(places(`${' '.repeat(before)}${written} `)[0]).toBe(`escape ${before}`);
      // Nothing but what could be a run of base64, too.
      expect(places(`${'a'.repeat(before)}${written}${'b'.repeat(40)}`)[0]).toBe(`escape ${before}`);
    }
  });

  it.each([
    '%d',
    '%s%',
    '%-10s',
    '%08x',
    '100% of',
    '%C3%A9',
    '\\n',
    '\\x00\\x01\\x02',
    '\\x61\\x62',
    '\\u0430',
    '&amp;',
    '& #',
  ])('passes over %j', (text) => {
    expect(places(`some ${text} text`)).toEqual([]);
  });

  it('is quiet before a place', () => {
    search.text.fill(0);
    search.text.write('a%3Db%3Dc');
    expect(search.findEncoded(search.text, 0, 9, 9, 0)).toEqual({ at: 1, kind: 'escape' });
    expect(search.findEncoded(search.text, 0, 9, 9, 2)).toEqual({ at: 5, kind: 'escape' });
    expect(search.findEncoded(search.text, 0, 9, 9, 9)).toBeUndefined();
  });
});

/** The definition, character by character. */
function reference(text: string): string[] {
  const found: { at: number; kind: string }[] = [];
  for (const { index, 0: run } of text.matchAll(/[A-Za-z0-9+/_-]+/g)) {
    const escaped = text[index - 1] === '\\' && /^[nrt]/.test(run) ? 1 : /^0x/i.test(run) ? 2 : 0;
    const own = run.slice(escaped);
    if (
      run.length >= 40 &&
      (beginsLikeText(own) || (/^(?:[2-7][0-9a-f]|0[9ad]){8}/i.test(own) && !/7f/i.test(pairs(own))))
    )
      found.push({ at: index + escaped, kind: 'run' });
  }
  const escapes = /%[2-7][0-9a-f]|\\u00[2-7][0-9a-f]|\\u\{|&#[0-9x]|\\x[2-7][0-9a-f](?=(?:\\x[2-7][0-9a-f]){2})/gi;
  for (const { index } of text.matchAll(escapes)) found.push({ at: index, kind: 'escape' });
  return found.sort((a, b) => a.at - b.at).map(({ at, kind }) => `${kind} ${at}`);
}

const pairs = (hex: string) => hex.slice(0, 16).match(/../g)?.join(' ') ?? '';

function beginsLikeText(run: string): boolean {
  const bytes = Buffer.from(run.slice(0, 16), 'base64');
  return [...bytes].every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13);
}

describe('any text', () => {
  it('gives the places that the definition gives', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...' .,"\n=(){}:'), maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(...'abcXYZ019+/_-'), maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'23456789ghijk '), minLength: 24, maxLength: 60 }).map(base64),
      fc
        .string({ unit: fc.constantFrom(...'abc xyz09'), minLength: 20, maxLength: 40 })
        .map((text) => Buffer.from(text).toString('hex')),
      fc.constantFrom('%3D', '%d', '\\x61\\x62\\x63', '\\u0041', '&#65;', '%', '\\', '&', '\\n'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        // Compressed data and UTF-16 begin by chance, too; the tests above are about those.
        const text = words.join('');
        fc.pre(!/(?:^|[^A-Za-z0-9+/_-])(?:e[A-P]|H4sI|77u|[^n]?\/\/)/.test(text));
        expect(places(text)).toEqual(reference(text));
      }),
      { numRuns: 400 },
    );
  });
});
