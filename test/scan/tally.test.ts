import { describe, expect, it } from 'vitest';
import type { Discovery } from '../../src/scan/discovery.js';
import type { BatchResult } from '../../src/scan/inspect/batch.js';
import { Tally } from '../../src/scan/tally.js';

const RE2 = { regexEngine: 're2' } as const;
const RULES = { rules: [1, 2, 3], hash: 'ab' };
const discovery: Discovery = {
  rule: 'some-rule',
  fingerprint: 'aa',
  preview: '…',
  length: 12,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 13,
  confidence: 'high',
  validity: 'unknown',
  reasons: [],
};

function batch(fields: Partial<BatchResult> = {}): BatchResult {
  return { files: 0, bytes: 0, discoveries: [], skipped: {}, missed: [], ...fields };
}

describe('Tally', () => {
  it('adds up batches', () => {
    const tally = new Tally();
    tally.add(batch({ files: 2, bytes: 10, skipped: { binary: 1 } }), RE2);
    tally.add(batch({ files: 3, bytes: 5, skipped: { binary: 2, 'too-large': 1 } }), RE2);
    tally.skip('symlink');
    tally.skip('special-file', 4);
    expect(tally.progress).toEqual({ files: 5, bytes: 15 });
    expect(tally.coverage(RULES)).toMatchObject({
      state: 'complete',
      files: 5,
      bytes: 15,
      commits: 0,
      blobs: 0,
      skipped: { binary: 3, 'too-large': 1, symlink: 1, 'special-file': 4 },
      missed: [],
      missedCount: 0,
      rules: 3,
      ruleSetHash: 'ab',
      regexEngine: 're2',
    });
  });

  it('measures wall time in seconds', () => {
    const { seconds } = new Tally().coverage(RULES);
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(seconds).toBeLessThan(60);
  });

  it('gives discoveries the path that people read', () => {
    const tally = new Tally();
    // A byte path: each character is a byte, here an é in UTF-8 and one in Latin-1.
    tally.add(
      batch({ files: 1, discoveries: [{ path: 'caf\xc3\xa9/\xe9.txt', discoveries: [discovery, discovery] }] }),
      RE2,
    );
    expect(tally.discoveries.map(({ path, rule }) => [path, rule])).toEqual([
      ['café/\ufffd.txt', 'some-rule'],
      ['café/\ufffd.txt', 'some-rule'],
    ]);
  });

  it('says which regex engine ran', () => {
    const tally = new Tally();
    tally.add(batch({ files: 1 }), { regexEngine: 're2js' });
    expect(tally.coverage(RULES).regexEngine).toBe('re2js');
  });

  describe('is incomplete', () => {
    it('when nothing was read', () => {
      const tally = new Tally();
      tally.skip('binary', 3);
      expect(tally.coverage(RULES).state).toBe('incomplete');
    });

    it('when one thing was missed, by the walk or by a batch', () => {
      const byWalk = new Tally();
      byWalk.add(batch({ files: 9 }), RE2);
      byWalk.miss('b', 'unreadable', 'EACCES');
      const byBatch = new Tally();
      byBatch.add(batch({ files: 9, missed: [{ path: 'b', reason: 'unreadable', detail: 'EACCES' }] }), RE2);
      for (const tally of [byWalk, byBatch]) {
        expect(tally.coverage(RULES)).toMatchObject({
          state: 'incomplete',
          missedCount: 1,
          missed: [{ path: 'b', reason: 'unreadable', detail: 'EACCES' }],
        });
      }
    });
  });

  it('names what was missed in order, at most 1,000 of them, and counts all', () => {
    const tally = new Tally();
    for (let at = 1200; at > 0; at--) tally.miss(`file-${String(at).padStart(4, '0')}`, 'vanished', 'ENOENT');
    const { missed, missedCount } = tally.coverage(RULES);
    expect(missedCount).toBe(1200);
    expect(missed).toHaveLength(1000);
    const paths = missed.map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
  });
});
