import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../src/core/keepmum-error.js';
import { SecretValue } from '../../src/core/secret-value.js';
import { LineStart } from '../../src/mask/line-start.js';
import { unmaskableReason } from '../../src/mask/refuse-secret.js';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { hasVisibleBytes, trimWhiteSpace, withoutWhiteSpace } from '../../src/mask/white-space.js';

describe('the index', () => {
  test('counts what it took, and compiles only when something changed', () => {
    const index = new SecretIndex();
    index.add('wind-mill-77');
    const first = index.compiled();
    expect(index.compiled()).toBe(first);
    index.add(new SecretValue('water-wheel'));
    expect(index.count).toBe(2);
    expect(index.compiled()).not.toBe(first);
    expect(index.compiled().patterns.some(({ secret, form }) => secret === 1 && form === 'hex')).toBe(true);
  });

  test('a refused secret leaves nothing behind', () => {
    const index = new SecretIndex();
    const before = index.compiled();
    expect(() => index.add('ab')).toThrow(KeepmumError);
    expect(index.count).toBe(0);
    expect(index.compiled()).toBe(before);
  });

  test('while running, a refusal is a warning that says which one, and never what', () => {
    const warnings: string[] = [];
    const index = new SecretIndex({ onWarning: (message) => warnings.push(message) });
    index.addWhileRunning('zq');
    index.addWhileRunning('wind-mill-77');
    expect(index.count).toBe(1);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^cannot mask secret 1: it has 2 characters/);
    expect(warnings[0]).not.toContain('zq');
  });

  test('an empty value cannot be masked, even on request', () => {
    expect(() => new SecretIndex({ shortSecrets: 'mask' }).add(' \n')).toThrow(
      expect.objectContaining({ code: 'REFUSED' }),
    );
  });

  test('prints no secret when it is looked at', () => {
    const index = new SecretIndex();
    index.add('wind-mill-77');
    expect(JSON.stringify(index)).toBe('{}');
  });
});

describe('what would blank a log', () => {
  test.each(['k9#Z', 'q1w2', 'häse', '\u{1f600}\u{1f601}\u{1f602}\u{1f603}', 'truest', '0000-1', 'a  b  c  d'])(
    '%j would not',
    (value) => {
      expect(unmaskableReason(Buffer.from(value))).toBeUndefined();
    },
  );

  test.each([
    ['', 'it is empty'],
    ['\t\r\n', 'it is empty'],
    ['x', 'it has 1 character'],
    ['a b c', 'it has 3 characters'],
    ['\u{1f600}', 'it has 1 character'],
    ['0000', 'it repeats one character'],
    ['- - - -', 'it repeats one character'],
    ['False', 'it is a word that stands in every log'],
    [' production\n', 'it is a word that stands in every log'],
  ])('%j would: %s', (value, reason) => expect(unmaskableReason(Buffer.from(value))).toBe(reason));
});

describe('white space', () => {
  test('is cut off at the ends and left out everywhere', () => {
    expect(Buffer.from(trimWhiteSpace(Buffer.from('\r\n\t a b \v\f'))).toString()).toBe('a b');
    expect(trimWhiteSpace(Buffer.from(' \n'))).toHaveLength(0);
    expect(Buffer.from(withoutWhiteSpace(Buffer.from(' a\r\nb\tc '))).toString()).toBe('abc');
  });

  test('does not count', () => {
    expect(hasVisibleBytes(Buffer.from(' a b '), 2)).toBe(true);
    expect(hasVisibleBytes(Buffer.from(' a b '), 3)).toBe(false);
    expect(hasVisibleBytes(Buffer.from(''), 0)).toBe(true);
  });
});

describe('the beginning of a line', () => {
  const place = (before: string, window: string, at: number) => {
    const lines = new LineStart();
    lines.pass(Buffer.from(before), Buffer.byteLength(before));
    return lines.placeOf(Buffer.from(window), at);
  };

  test.each([
    ['', 'x', 0, 'line start'],
    ['', '  \tx', 3, 'line start'],
    ['', 'a x', 2, 'anywhere'],
    ['', 'a\nx', 2, 'line start'],
    ['', 'a\r\n  x', 5, 'line start'],
    ['', 'a\rx', 2, 'line start'],
    ['a', 'x', 0, 'anywhere'],
    ['a\n', 'x', 0, 'line start'],
    ['a\n  ', '  x', 2, 'line start'],
    ['a ', '  x', 2, 'anywhere'],
    ['a', '\nx', 1, 'line start'],
  ] as const)('after %j, in %j at %i: %s', (before, window, at, expected) =>
    expect(place(before, window, at)).toBe(expected),
  );
});
