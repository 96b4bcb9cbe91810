import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partByPath } from '../../../../src/scan/git/history/part-by-path.js';

const id = fc.stringMatching(/^[0-9a-f]{40}$/);
const path = fc.constantFrom('', ' ', ' a', ' a/b c', ' src/index.js', ' \u00e9');
const list = fc.array(
  fc.tuple(id, path).map((parts) => parts.join('')),
  { maxLength: 60 },
);
const toLines = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');

function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString('latin1').split('\n').slice(0, -1);
}

describe('partByPath', () => {
  it('loses, changes and doubles nothing, keeps the order, and counts right', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 5 }), (lines, shares) => {
        const parts = partByPath(toLines(lines), shares);
        expect(parts.length).toBe(shares);
        expect(parts.flatMap((part) => linesOf(part.lines)).sort()).toEqual([...lines].sort());
        for (const part of parts) {
          const own = linesOf(part.lines);
          expect(own.length).toBe(part.count);
          expect(own).toEqual(lines.filter((line) => own.includes(line)));
        }
      }),
    );
  });

  it('keeps the versions of a path together', () => {
    const versions = Array.from({ length: 50 }, (_, n) => `${n.toString(16).padStart(40, '0')} src/index.js`);
    expect(
      partByPath(toLines(versions), 4)
        .map(({ count }) => count)
        .sort(),
    ).toEqual([0, 0, 0, 50]);
  });

  it('spreads paths, and ids without a path', () => {
    const ids = Array.from({ length: 400 }, (_, n) => ((n * 2654435761) >>> 0).toString(16).padStart(40, '0'));
    for (const lines of [ids, ids.map((one, n) => `${one} src/file-${n}.js`)]) {
      for (const { count } of partByPath(toLines(lines), 2)) expect(count).toBeGreaterThan(100);
    }
  });
});
