import { describe, expect, test } from 'vitest';
import { shortfallOf } from '../../src/cli/shortfall.js';
import type { Coverage } from '../../src/scan/coverage.js';

const COMPLETE: Coverage = {
  state: 'complete',
  commits: 0,
  blobs: 0,
  files: 3,
  bytes: 10,
  seconds: 1,
  skipped: {},
  missed: [],
  missedCount: 0,
  rules: 1,
  ruleSetHash: '',
  regexEngine: 're2',
};

function missing(count: number): Coverage {
  const missed = Array.from({ length: count }, (_, index) => {
    return { path: `file-${index}`, reason: 'unreadable' as const, detail: 'permission denied' };
  });
  return { ...COMPLETE, state: 'incomplete', missed, missedCount: count };
}

test('a scan that saw everything has none', () => {
  expect(shortfallOf(COMPLETE, 'full')).toBeUndefined();
  expect(shortfallOf({ ...COMPLETE, files: 0, blobs: 1 }, 'full')).toBeUndefined();
  expect(shortfallOf({ ...COMPLETE, skipped: { binary: 7 } }, 'full')).toBeUndefined();
});

describe('something missed', () => {
  test('is named with its reason, and what to do', () => {
    const error = shortfallOf(missing(1), 'full');
    expect(error).toMatchObject({
      code: 'INCOMPLETE',
      message: 'the scan is incomplete: 1 thing asked for was not read',
    });
    expect(error?.hints[0]).toBe('file-0 cannot be read: permission denied');
    expect(error?.hints.at(-1)).toContain('give the user that scans the right to read them');
  });

  test('names five at most', () => {
    const hints = shortfallOf(missing(8), 'full')?.hints ?? [];
    expect(hints.filter((hint) => hint.startsWith('file-'))).toHaveLength(5);
    expect(hints).toContain('and 3 more');
  });

  test('is brief where a report tells the rest', () => {
    expect(shortfallOf(missing(8), 'brief')?.hints).toEqual([]);
  });
});

test('nothing seen at all, with what would make more be seen', () => {
  const error = shortfallOf(
    { ...COMPLETE, state: 'incomplete', files: 0, skipped: { binary: 2, 'too-large': 1 } },
    'full',
  );
  expect(error?.code).toBe('NOTHING_TO_SCAN');
  expect(error?.hints).toEqual([
    'skipped: 2 binary, 1 too large',
    '--binary reads binary files too',
    'a larger --max-file-size reads them too',
    expect.stringContaining('--all-files'),
  ]);
});
