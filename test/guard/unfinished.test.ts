import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/guard/span.js';
import { unfinishedFrom } from '../../src/guard/unfinished.js';
import { createEngine } from '../../src/scan/inspect/create-engine.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { rules } from './guarded.js';

const { search, detector } = createEngine(rules);
const token = githubToken(3);
/** Put together, so that no file holds a line that begins a key. */
const begin = `-----BEGIN ${'RSA'} PRIVATE KEY-----`;

/** What has begun at the end of the text; nothing if nothing has. */
function begun(text: string, matches: readonly Span[] = []): string {
  const length = search.text.write(text, 'latin1');
  const hits = search.search(search.text, 0, length);
  return text.slice(unfinishedFrom(detector.index, hits, { bytes: search.text, length }, matches));
}

describe('a token', () => {
  it.each([
    ['behind its prefix', `login ${token.slice(0, 4)}`, token.slice(0, 4)],
    ['in its middle', `login ${token.slice(0, 20)}`, token.slice(0, 20)],
    ['complete, as it may go on', `login ${token}`, token],
    ['in quotes', `login "${token.slice(0, 20)}`, token.slice(0, 20)],
  ])('has begun: %s', (_, text, expected) => {
    expect(begun(text)).toBe(expected);
  });

  it.each([
    ['a blank behind it', `login ${token} `],
    ['a line feed behind it', `login ${token.slice(0, 20)}\n`],
    ['a quote behind it', `login "${token}"`],
    ['what no token of its kind holds behind the prefix', `login ${token.slice(0, 4)}--`],
    ['only a part of its prefix', `login ${token.slice(0, 2)}`],
    ['a line before the last', `login ${token.slice(0, 20)}\nnext`],
    ['nothing at all', ''],
  ])('has not: %s', (_, text) => {
    expect(begun(text)).toBe('');
  });

  it('that is masked to the end of the text need not wait', () => {
    const text = `login ${token}`;
    expect(begun(text, [{ start: 6, end: text.length }])).toBe('');
    expect(begun(text, [{ start: 6, end: text.length - 1 }])).toBe(token);
    expect(begun(text, [{ start: 0, end: 3 }])).toBe(token);
  });
});

describe('a value behind a name', () => {
  it.each([
    ['behind an operator', 'password=Xk29', 'password=Xk29'],
    ['behind a colon and a blank', 'password: Xk29', 'password: Xk29'],
    ['in a quote that is open', 'password = "correct horse', 'password = "correct horse'],
    ['in a quote of the other kind', "password: 'Xk", "password: 'Xk"],
    ['behind an arrow', 'password => Xk29', 'password => Xk29'],
  ])('has begun: %s', (_, text, expected) => {
    expect(begun(text)).toBe(expected);
  });

  it.each([
    ['only a name', 'password'],
    ['only an operator', 'password='],
    ['a question', 'Password: '],
    ['a question without a blank', 'Password:'],
    ['a choice', 'Delete the password [y/N]'],
    ['a quote that is closed', 'password = "Xk29"'],
    ['a word behind the value', 'password: Xk29 is'],
    ['a value on a line that has ended', 'password=Xk29\r\n'],
    ['no operator near it', `the password ${'of many words '.repeat(8)}= x`],
  ])('has not: %s', (_, text) => {
    expect(begun(text)).toBe('');
  });

  it('waits only for so long a value', () => {
    expect(begun(`password=${'x'.repeat(4000)}`)).not.toBe('');
    expect(begun(`password=${'x'.repeat(5000)}`)).toBe('');
  });
});

describe('a private key', () => {
  it('goes on over lines until its last one', () => {
    expect(begun(`key:\n${begin}\nMIIE\n`)).toBe(`${begin}\nMIIE\n`);
    expect(begun(`key:\n${begin}`)).toBe(begin);
    expect(begun(`key:\n${begin}\nMIIE\n-----END ${'RSA'} PRIVATE KEY-----\n`)).toBe('');
  });

  it('without an end is given up when it would be too long for one', () => {
    expect(begun(`${begin}\n${'MIIE'.repeat(4000)}`)).not.toBe('');
    expect(begun(`${begin}\n${'MIIE'.repeat(4200)}`)).toBe('');
  });

  it('that is a public one has not begun', () => {
    expect(begun('-----BEGIN PUBLIC KEY-----\nMIIB\n')).toBe('');
    expect(begun('-----BEGIN CERTIFICATE-----\nMIIB\n')).toBe('');
  });
});
