import { describe, expect, it } from 'vitest';
import { AhoCorasickSearch } from '../../../src/core/literals/aho-corasick-search.js';

/** The most naive search there is, to hold the reference to. */
function naive(literals: readonly string[], text: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; start++) {
    literals.forEach((literal, index) => {
      if (text.slice(start, start + literal.length).toLowerCase() === literal.toLowerCase())
        found.push(`${start}:${index}`);
    });
  }
  return found;
}

describe('AhoCorasickSearch', () => {
  it.each([
    [['he', 'she', 'his', 'hers'], 'uSHErs hishe'],
    [['aab', 'aa', 'ab', 'b'], 'aaab aab'],
    [['abcd', 'bcde', 'cd'], 'xabcdex'],
    [['same', 'same'], 'same'],
    [['x'], ''],
  ])('finds what a naive search finds: %j in %j', (literals, text) => {
    const search = new AhoCorasickSearch(literals.map((one) => ({ bytes: Buffer.from(one), letterCase: 'ignore' })));
    const hits = search.search(Buffer.from(text), 0, text.length);
    expect(Array.from(hits.starts, (start, at) => `${start}:${hits.literals[at]}`)).toEqual(naive(literals, text));
  });
});
