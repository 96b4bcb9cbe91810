import type { Coverage, MissReason, SkipReason } from '../coverage.js';
import { amount } from './amounts.js';

const MISS_WORDS: Readonly<Record<MissReason, string>> = {
  unreadable: 'cannot be read',
  vanished: 'went away during the scan',
  'changed-while-read': 'changed while it was read',
  'time-limit': 'was not reached within the time limit',
  'not-a-file': 'is neither a file nor a folder',
  'missing-object': 'is missing from the repository',
  'history-cut': 'is only part of the history',
  'git-failed': 'could not be read by git to its end',
  'too-many-findings': 'holds more findings than are listed',
};

const NEXT_STEPS: Readonly<Record<MissReason, string>> = {
  unreadable: 'give the user that scans the right to read them, or leave them out of PATH',
  vanished: 'scan again while nothing else changes the files',
  'changed-while-read': 'scan again while nothing else changes the files',
  'time-limit': 'raise --time-limit or --jobs, or scan fewer paths',
  'not-a-file': 'name files and folders, or pipe the content in and scan -',
  'history-cut': 'fetch the whole history: git fetch --unshallow, or fetch-depth: 0 where a CI checks out',
  'git-failed': 'check the repository: git fsck --full',
  'too-many-findings': 'read the first findings: a file with thousands is a list of credentials, or no text for people',
  'missing-object': 'fetch what is missing (git fetch --refetch), or check the repository (git fsck --full)',
};

const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  binary: 'binary',
  'too-large': 'too large',
  symlink: 'symlinks',
  'special-file': 'special files',
  'rule-path': 'left out by path',
  submodule: 'submodules',
};

type Missed = Coverage['missed'][number];

/** `secrets/prod.env cannot be read: permission denied`; the text is as found, not made safe for a terminal. */
export function missText(missed: Missed): string {
  const detail = missed.detail === '' ? '' : `: ${missed.detail}`;
  return `${missed.path} ${MISS_WORDS[missed.reason]}${detail}`;
}

/** How much was not seen, such as `3 things asked for were not read`; only for an incomplete scan. */
export function missClause({ missedCount }: Coverage): string {
  if (missedCount === 0) return 'there was nothing to scan';
  return `${amount(missedCount, 'thing')} asked for ${missedCount === 1 ? 'was' : 'were'} not read`;
}

/** The same where it stands alone. */
export function missSentence(coverage: Coverage): string {
  return `the scan is incomplete: ${missClause(coverage)}`;
}

/** What to do about it, each step once. */
export function missSteps(coverage: Coverage): readonly string[] {
  if (coverage.missedCount === 0) return ['check PATH and what .gitignore leaves out (--all-files reads it too)'];
  return [...new Set(coverage.missed.map((missed) => NEXT_STEPS[missed.reason]))];
}

/** `12 binary, 1 too large`, or nothing. */
export function skippedText(coverage: Coverage): string {
  return Object.entries(SKIP_WORDS)
    .map(([reason, words]) => [coverage.skipped[reason as SkipReason] ?? 0, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => amount(count, words, words))
    .join(', ');
}
