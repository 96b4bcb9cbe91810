import { describe, expect, it } from 'vitest';
import type { MissReason } from '../../../src/scan/coverage.js';
import { missClause, missSentence, missSteps, missText, skippedText } from '../../../src/scan/report/misses.js';
import { completeCoverage, incompleteCoverage } from './sample-report.js';

const REASONS: readonly MissReason[] = [
  'unreadable',
  'vanished',
  'changed-while-read',
  'time-limit',
  'not-a-file',
  'missing-object',
  'history-cut',
  'git-failed',
  'too-many-findings',
];

describe('misses', () => {
  it('every reason is a sentence', () => {
    expect(REASONS.map((reason) => missText({ path: 'a/b', reason, detail: '' }))).toMatchInlineSnapshot(`
      [
        "a/b cannot be read",
        "a/b went away during the scan",
        "a/b changed while it was read",
        "a/b was not reached within the time limit",
        "a/b is neither a file nor a folder",
        "a/b is missing from the repository",
        "a/b is only part of the history",
        "a/b could not be read by git to its end",
        "a/b holds more findings than are listed",
      ]
    `);
    expect(missText({ path: 'a/b', reason: 'unreadable', detail: 'permission denied' })).toBe(
      'a/b cannot be read: permission denied',
    );
  });

  it('every reason has a next step, and each step comes once', () => {
    const missed = [...REASONS, ...REASONS].map((reason) => ({ path: 'x', reason, detail: '' }));
    expect(missSteps({ ...incompleteCoverage, missed, missedCount: missed.length })).toMatchInlineSnapshot(`
      [
        "give the user that scans the right to read them, or leave them out of PATH",
        "scan again while nothing else changes the files",
        "raise --time-limit or --jobs, or scan fewer paths",
        "name files and folders, or pipe the content in and scan -",
        "fetch what is missing (git fetch --refetch), or check the repository (git fsck --full)",
        "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 where a CI checks out",
        "check the repository: git fsck --full",
        "read the first findings: a file with thousands is a list of credentials, or no text for people",
      ]
    `);
  });

  it('counts one thing, several, and nothing at all', () => {
    const clauseFor = (missedCount: number) => missClause({ ...incompleteCoverage, missedCount });
    expect(clauseFor(1)).toBe('1 thing asked for was not read');
    expect(clauseFor(2000)).toBe('2,000 things asked for were not read');
    expect(missSentence({ ...incompleteCoverage, missed: [], missedCount: 0 })).toBe(
      'the scan is incomplete: there was nothing to scan',
    );
  });

  it('says what was skipped, and nothing when nothing was', () => {
    expect(skippedText({ ...completeCoverage, skipped: {} })).toBe('');
    expect(skippedText({ ...completeCoverage, skipped: { binary: 0, symlink: 2 } })).toBe('2 symlinks');
    const skipped = { 'rule-path': 5, 'special-file': 4, symlink: 3, 'too-large': 2, binary: 1234 };
    expect(skippedText({ ...completeCoverage, skipped })).toBe(
      '1,234 binary, 2 too large, 3 symlinks, 4 special files, 5 left out by path',
    );
  });
});
