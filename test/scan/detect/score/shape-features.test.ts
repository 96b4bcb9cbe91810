import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHAPE_FEATURES, writeShapeFeatures } from '../../../../src/scan/detect/score/shape-features.js';
import { createValueSymbols, readSymbols } from '../../../../src/scan/detect/score/value-symbols.js';

const NAMES = [
  'length',
  'entropy',
  'changes',
  'caseChanges',
  'digitChanges',
  'symbolShare',
  'digitShare',
  'upperShare',
  'vowelShare',
  'classes',
  'letterRun',
  'digitRun',
  'consonantRun',
  'distinct',
  'equalRun',
  'hex',
  'uuid',
  'stepRun',
  'endsWithDigit',
  'startsWithDigit',
  'symbolKinds',
  'punctuation',
  'separators',
  'camel',
] as const;

type Shape = Record<(typeof NAMES)[number], number>;

function shapeOf(value: string): Shape {
  const symbols = createValueSymbols();
  readSymbols(value, symbols);
  const out = new Float32Array(SHAPE_FEATURES);
  writeShapeFeatures(symbols, out);
  return Object.fromEntries(NAMES.map((name, i) => [name, out[i] as number])) as Shape;
}

function shareOf(value: string, pattern: RegExp): number {
  return [...value].filter((character) => pattern.test(character)).length / value.length;
}

function longest(value: string, pattern: RegExp): number {
  return Math.max(0, ...[...value.matchAll(pattern)].map(([run]) => run.length));
}

function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return -[...counts.values()].reduce(
    (sum, count) => sum + (count / value.length) * Math.log2(count / value.length),
    0,
  );
}

// The same numbers the slow and obvious way.
function reference(value: string): Partial<Shape> {
  const pairs = [...value].slice(1).map((right, i) => [value[i] as string, right] as const);
  const kind = (character: string) =>
    /[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : /\d/.test(character) ? 2 : 3;
  const count = (test: (left: string, right: string) => boolean) =>
    pairs.filter(([left, right]) => test(left, right)).length / value.length;
  const letters = value.replace(/[^A-Za-z]/g, '');
  return {
    length: value.length,
    entropy: entropyOf(value),
    changes: count((left, right) => kind(left) !== kind(right)),
    caseChanges: count((left, right) => kind(left) < 2 && kind(right) < 2 && kind(left) !== kind(right)),
    digitChanges: count((left, right) => (kind(left) === 2) !== (kind(right) === 2)),
    symbolShare: shareOf(value, /[^A-Za-z0-9]/),
    digitShare: shareOf(value, /\d/),
    upperShare: shareOf(value, /[A-Z]/),
    vowelShare: letters === '' ? 0 : shareOf(letters, /[aeiouy]/i),
    classes: new Set([...value].map(kind)).size,
    letterRun: longest(value, /[A-Za-z]+/g),
    digitRun: longest(value, /\d+/g),
    consonantRun: longest(value, /[b-df-hj-np-tvwxz]+/gi),
    distinct: new Set(value).size / value.length,
    equalRun: longest(value, /(.)\1*/gs),
    hex: /^[0-9a-f]+$/i.test(value) ? 1 : 0,
    endsWithDigit: /\d$/.test(value) ? 1 : 0,
    startsWithDigit: /^\d/.test(value) ? 1 : 0,
    symbolKinds: new Set(value.replace(/[A-Za-z0-9]/g, '')).size,
    punctuation: shareOf(value, /[!@#$%^&*?~;]/),
    separators: shareOf(value, /[_\-./]/),
    camel: count((left, right) => kind(left) === 0 && kind(right) === 1),
  };
}

describe('writeShapeFeatures', () => {
  it('agrees with the obvious way of counting on printable text', () => {
    const printable = fc.string({ minLength: 1, maxLength: 64 });
    const tokens = fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/);
    fc.assert(
      fc.property(fc.oneof(printable, tokens), (value) => {
        const shape = shapeOf(value);
        for (const [name, expected] of Object.entries(reference(value))) {
          expect(shape[name as keyof Shape], `${name} of ${JSON.stringify(value)}`).toBeCloseTo(expected, 4);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is all zeros for an empty value', () => {
    expect(Object.values(shapeOf('')).every((number) => number === 0)).toBe(true);
  });

  it.each([
    ['abcd', 4],
    ['dcba', 4],
    ['abab', 2],
    ['ab12345x', 5],
    ['1357', 1],
    ['abcb', 3],
  ])('counts steps of one in one direction: %s has %i', (value, run) => {
    expect(shapeOf(value).stepRun).toBe(run);
  });

  it('knows a UUID from what only looks like one', () => {
    const uuid = ['3f2a9c10', '77be', '4d01', 'a2c4', '90f1e2d3c4b5'].join('-');
    expect(shapeOf(uuid).uuid).toBe(1);
    expect(shapeOf(uuid.toUpperCase()).uuid).toBe(1);
    expect(shapeOf(uuid.slice(1)).uuid).toBe(0);
    expect(shapeOf(uuid.replace('3f2', 'g12')).uuid).toBe(0);
    expect(shapeOf(uuid.replace('-', '0')).uuid).toBe(0);
  });

  it('forgets the value before', () => {
    const symbols = createValueSymbols();
    const out = new Float32Array(SHAPE_FEATURES);
    readSymbols('9'.repeat(64), symbols);
    writeShapeFeatures(symbols, out);
    readSymbols('ab', symbols);
    writeShapeFeatures(symbols, out);
    expect([...out]).toEqual(Object.values(shapeOf('ab')));
  });
});
