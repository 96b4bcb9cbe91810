import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPath } from '../../../../src/scan/git/history/by-path.js';
import type { LineBatch } from '../../../../src/scan/git/history/line-batches.js';

async function* batchesOf(lines: readonly string[], size: number): AsyncGenerator<LineBatch> {
  for (let at = 0; at < lines.length; at += size) {
    const batch = lines.slice(at, at + size);
    yield { lines: Buffer.from(batch.map((line) => `${line}\n`).join(''), 'latin1'), count: batch.length };
  }
}

async function orderedLines(lines: readonly string[], size = 128): Promise<string[]> {
  const all: string[] = [];
  for await (const batch of byPath(batchesOf(lines, size))) {
    const text = batch.lines.toString('latin1');
    expect(text.endsWith('\n')).toBe(true);
    const found = text.slice(0, -1).split('\n');
    expect(found.length).toBe(batch.count);
    all.push(...found);
  }
  return all;
}

const pathOf = (line: string) => line.slice(line.indexOf(' ') + 1);

describe('a list of blobs', () => {
  it('keeps every line, and puts versions of a path behind each other as they came', async () => {
    const path = fc.constantFrom('a.txt', 'b c.txt', 'd/\xff\xfe.txt', 'e/', '');
    const line = fc.tuple(fc.nat(1e6), path).map(([id, name]) => `${id.toString(16).padStart(40, '0')} ${name}`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const ordered = await orderedLines(lines, size);
        const paths = [...new Set(lines.map(pathOf))];
        expect(ordered).toEqual(paths.flatMap((name) => lines.filter((one) => pathOf(one) === name)));
      }),
    );
  });

  it('keeps lines without a path', async () => {
    const lines = [`${'1'.repeat(40)} a`, `?${'2'.repeat(40)}`, `${'3'.repeat(40)} a`, '4'.repeat(40)];
    expect((await orderedLines(lines)).sort()).toEqual([...lines].sort());
  });

  it('is not held back as a whole, however long it is', async () => {
    let listed = 0;
    async function* endless(): AsyncGenerator<LineBatch> {
      for (;;) {
        const lines = Array.from({ length: 512 }, () => `${(listed++).toString(16).padStart(40, '0')} path\n`);
        yield { lines: Buffer.from(lines.join(''), 'latin1'), count: lines.length };
      }
    }
    let taken = 0;
    for await (const { count } of byPath(endless())) {
      taken += count;
      // What came and was not passed on yet lies in memory.
      expect(listed - taken).toBeLessThanOrEqual(66_000);
      if (taken > 300_000) break;
    }
    expect(taken).toBeGreaterThan(300_000);
  });

  it('may be empty', async () => {
    expect(await orderedLines([])).toEqual([]);
  });
});
