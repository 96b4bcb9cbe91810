import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { re2Engine } from '../../../../src/scan/detect/regex/re2-engine.js';
import { re2jsEngine } from '../../../../src/scan/detect/regex/re2js-engine.js';
import { loadRegexEngine } from '../../../../src/scan/detect/regex/regex-engine.js';
import { inspect, makeInspector } from '../../engine.js';
import { makeRoll, mutate, realFiles, ruleExamples } from '../../mutated-texts.js';

const require = createRequire(import.meta.url);
const native = re2Engine(require);
const plain = re2jsEngine(require);
const fast = makeInspector({ engine: native });
const slow = makeInspector({ engine: plain });
const examples = ruleExamples();

/** Texts on which the two do not find the same. */
function differences(texts: readonly (string | Buffer)[]): unknown[] {
  return texts.flatMap((text) => {
    const [a, b] = [inspect(fast, text).discoveries, inspect(slow, text).discoveries];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ text: String(text), a, b }];
  });
}

describe('RE2 and its stand-in find the same', () => {
  it('in the examples of all rules', { timeout: 120_000 }, () => {
    expect(examples.length).toBeGreaterThan(500);
    const found = examples.filter((text) => inspect(slow, text).discoveries.length > 0);
    expect(found.length).toBeGreaterThan(examples.length * 0.9);
    expect(differences(examples)).toEqual([]);
  });

  it('in 2,000 mutated texts', { timeout: 120_000 }, () => {
    const roll = makeRoll(20);
    const texts = [...examples.map((text) => Buffer.from(text)), ...realFiles(8000)];
    const mutated = Array.from({ length: 2000 }, () => mutate(texts, roll));
    expect(mutated.filter((text) => inspect(fast, text).discoveries.length > 0).length).toBeGreaterThan(500);
    expect(differences(mutated)).toEqual([]);
  });
});

describe.each([
  ['re2', native],
  ['re2js', plain],
] as const)('%s', (name, engine) => {
  it('says its name', () => {
    expect(engine.name).toBe(name);
  });

  it.each([
    ['bytes, not characters, are counted', 'b(c)', 'é漢😀bc', [9, 11, 10, 11]],
    ['a group that took no part is -1', '(x)|(y)', 'y', [0, 1, -1, -1, 0, 1]],
    ['named groups as Go writes them', '(?P<key>k)(?P<value>v)', 'kv', [0, 2, 0, 1, 1, 2]],
    ['case folding inside a group', '(?i:AB)c', 'abc', [0, 3]],
    ['case folding from the start', '(?i)ab|cd', 'CD', [0, 2]],
    ['\\b between word and other', '\\bab\\b', '-ab-', [1, 3]],
    ['the end of text is not the end of a line', 'a$', 'a\nb', undefined],
    ['(?m) makes it so', '(?m)a$', 'a\nb', [0, 1]],
    ['. stops at a line feed', 'a.b', 'a\nb', undefined],
    ['(?s) goes on', '(?s)a.b', 'a\nb', [0, 3]],
    ['\\z', 'b\\z', 'bb', [1, 2]],
    ['POSIX classes', '[[:alnum:]]+', '-a1-', [1, 3]],
    ['no match', 'x', 'y', undefined],
    ['an empty match', 'x*', 'y', [0, 0]],
  ])('%s', (_, pattern, text, spans) => {
    const regex = engine.compile(pattern);
    expect(regex.exec(Buffer.from(text))).toEqual(spans);
    // No state is kept from one text to the next.
    expect(regex.exec(Buffer.from(text))).toEqual(spans);
  });

  it.each(['(', '(?=x)', '(?<!x)y', '\\1', 'a{1001}', '[z-a]'])('rejects %s, which RE2 does not have', (pattern) => {
    expect(() => engine.compile(pattern)).toThrow(SyntaxError);
  });

  it('stays linear where a backtracking engine would not end', () => {
    const regex = engine.compile('(?:a+)+b');
    expect(regex.exec(Buffer.alloc(30_000, 'a'))).toBeUndefined();
  });
});

it('the native one is taken where it is there', () => {
  expect(loadRegexEngine().name).toBe('re2');
});
