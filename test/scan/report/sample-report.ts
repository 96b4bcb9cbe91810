import type { Coverage } from '../../../src/scan/coverage.js';
import type { Finding } from '../../../src/scan/finding.js';
import type { ReportInput } from '../../../src/scan/report/reporter.js';

/** A complete scan of a small tree. */
export const completeCoverage: Coverage = {
  state: 'complete',
  commits: 0,
  blobs: 0,
  files: 1234,
  bytes: 56_200_000,
  seconds: 1.31,
  skipped: { binary: 12, 'too-large': 1 },
  missed: [],
  missedCount: 0,
  rules: 84,
  ruleSetHash: '5e'.repeat(32),
  regexEngine: 're2',
};

/** The same, but for a folder that could not be read and a limit that was reached. */
export const incompleteCoverage: Coverage = {
  ...completeCoverage,
  state: 'incomplete',
  missed: [
    { path: 'secrets/prod.env', reason: 'unreadable', detail: 'permission denied' },
    { path: 'vendor', reason: 'time-limit', detail: '' },
  ],
  missedCount: 7,
};

/** One secret in two files, one of them hidden in base64. */
export const githubToken: Finding = {
  rule: 'github-pat',
  title: 'GitHub personal access token',
  severity: 'critical',
  confidence: 'high',
  fingerprint: '0123456789abcdef0123456789abcdef',
  secret: { preview: 'ghp_…x9Qf', length: 40 },
  occurrences: [
    { path: 'deploy/prod.env', line: 3, column: 14, endLine: 3, endColumn: 54, lineHash: 'fb7c023a8b9ccb3f:1' },
    { path: 'src/config.ts', line: 12, column: 20, endLine: 12, endColumn: 76, decodedFrom: 'base64' },
  ],
  validity: 'checksum-ok',
  reasons: ['it begins with ghp_', 'its checksum holds'],
  advice: 'Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights.',
};

/** A key over several lines, met in a commit. */
export const privateKey: Finding = {
  rule: 'private-key',
  title: 'Private key, not encrypted',
  severity: 'high',
  confidence: 'high',
  fingerprint: 'fedcba9876543210fedcba9876543210',
  secret: { preview: '----…----', length: 1704 },
  occurrences: [
    {
      path: 'keys/old key.pem',
      line: 1,
      column: 1,
      endLine: 28,
      endColumn: 26,
      commit: 'c0ffee'.padEnd(40, '0'),
      author: 'Ada',
      date: '2024-05-06T07:08:09Z',
      url: 'https://example.org/commit/c0ffee',
    },
  ],
  validity: 'not-checked',
  reasons: ['it is a PEM block'],
  advice: 'Make a new key pair and take the old public key off every server.',
};

/** A password that is too short for a preview. */
export const password: Finding = {
  rule: 'generic-assignment',
  title: 'Password in an assignment',
  severity: 'medium',
  confidence: 'medium',
  fingerprint: '00112233445566778899aabbccddeeff',
  secret: { preview: '…', length: 11 },
  occurrences: [{ path: 'app/settings.py', line: 88, column: 17, endLine: 88, endColumn: 28 }],
  validity: 'not-checked',
  reasons: ['it is assigned to db_password', 'it looks random'],
  advice: 'Change it where it is used, and read it from the environment.',
};

export function sampleReport(fields: Partial<ReportInput> = {}): ReportInput {
  return {
    findings: [githubToken, privateKey, password],
    coverage: completeCoverage,
    belowGate: 2,
    allowed: 1,
    rules: new Map([
      [
        'github-pat',
        {
          issuer: 'github',
          severity: 'critical',
          confidence: 'high',
          title: 'GitHub personal access token',
          description: 'A classic token acts as its user in every repository <that the user reaches>.',
          tags: ['version-control', 'security'],
          references: ['https://docs.github.com/tokens'],
          advice: githubToken.advice,
        },
      ],
    ]),
    version: '0.1.0',
    startedAt: new Date('2026-01-02T03:04:05.678Z'),
    colour: 'never',
    ...fields,
  };
}

/** A file's name that tries everything: to move the cursor, to reverse the text, to end the line, to give a command. */
export const HOSTILE_PATH = '=a\n::error::b\u001b[2J\u202egnp,c:%\r"<&>\'\u2028🔑\ud800.env';

/** The same secret in a file with that name. */
export const hostile: Finding = {
  ...password,
  occurrences: [{ path: HOSTILE_PATH, line: 1, column: 2, endLine: 1, endColumn: 13, author: '@Ada <ada\u0007>' }],
};
