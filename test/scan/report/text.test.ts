import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textReporter } from '../../../src/scan/report/text.js';
import { anyText } from './any-text.js';
import {
  completeCoverage,
  githubToken,
  hostile,
  incompleteCoverage,
  password,
  privateKey,
  sampleReport,
} from './sample-report.js';

const ESCAPE = String.fromCharCode(27);

describe('text', () => {
  it('shows each secret with its places, why, and what to do', () => {
    expect(textReporter.render(sampleReport())).toMatchInlineSnapshot(`
      "critical  GitHub personal access token  github-pat
                ghp_…x9Qf  40 characters, checksum holds, high confidence

                deploy/prod.env:3:14
                src/config.ts:12:20  decoded from base64

                why  it begins with ghp_; its checksum holds
                now  Revoke it at https://github.com/settings/tokens, then make a new one with
                     fewer rights.

      high      Private key, not encrypted  private-key
                ----…----  1,704 characters, high confidence

                keys/old key.pem:1:1  commit c0ffee000000, by Ada, on 2024-05-06

                why  it is a PEM block
                now  Make a new key pair and take the old public key off every server.

      medium    Password in an assignment  generic-assignment
                …  11 characters, medium confidence

                app/settings.py:88:17

                why  it is assigned to db_password; it looks random
                now  Change it where it is used, and read it from the environment.

      3 secrets in 4 places: 1 critical, 1 high, 1 medium
      read 1,234 files, 56 MB in 1.3 s; skipped 12 binary, 1 too large
      not shown: 2 less certain or less severe (--confidence low --severity low), 1 allowed by a comment

      not a secret? say so in a comment on its line: keepmum:allow github-pat -- reason
      "
    `);
  });

  it('says first and loudly what was missed, and then what to do about it', () => {
    expect(
      textReporter.render(sampleReport({ findings: [], coverage: incompleteCoverage, belowGate: 0, allowed: 0 })),
    ).toMatchInlineSnapshot(`
      "INCOMPLETE 7 things asked for were not read
                 secrets/prod.env cannot be read: permission denied
                 vendor was not reached within the time limit
                 … and 5 more
                 next give the user that scans the right to read them, or leave them out of PATH
                 next raise --time-limit or --jobs, or scan fewer paths

      no secrets in what could be read
      read 1,234 files, 56 MB in 1.3 s; skipped 12 binary, 1 too large
      "
    `);
  });

  it('a clean scan is two lines', () => {
    expect(textReporter.render(sampleReport({ findings: [], belowGate: 0, allowed: 0 }))).toMatchInlineSnapshot(`
      "no secrets found
      read 1,234 files, 56 MB in 1.3 s; skipped 12 binary, 1 too large
      "
    `);
  });

  it('a scan of nothing is not clean', () => {
    const coverage = { ...completeCoverage, state: 'incomplete', files: 0, bytes: 0, skipped: {} } as const;
    expect(
      textReporter.render(sampleReport({ findings: [], coverage, belowGate: 0, allowed: 0 })),
    ).toMatchInlineSnapshot(`
      "INCOMPLETE there was nothing to scan
                 next check PATH and what .gitignore leaves out (--all-files reads it too)

      no secrets in what could be read
      read 0 files, 0 bytes in 1.3 s
      "
    `);
  });

  it('a history counts commits and blobs', () => {
    const coverage = { ...completeCoverage, commits: 1, blobs: 2048, files: 0, skipped: {} };
    expect(
      textReporter.render(sampleReport({ findings: [], coverage, belowGate: 0, allowed: 0 })),
    ).toMatchInlineSnapshot(`
      "no secrets found
      read 1 commit, 2,048 blobs, 56 MB in 1.3 s
      "
    `);
  });

  it('shortens a long list of places, with a count', () => {
    const occurrences = Array.from({ length: 40 }, (_, index) => ({
      path: `src/file${Math.floor(index / 3)}.ts`,
      line: index + 1,
      column: 1,
      endLine: index + 1,
      endColumn: 41,
    }));
    const report = (count: number) =>
      textReporter.render(sampleReport({ findings: [{ ...githubToken, occurrences: occurrences.slice(0, count) }] }));
    expect(report(40).split('\n').slice(3, 9)).toMatchInlineSnapshot(`
      [
        "          src/file0.ts:1:1",
        "          src/file0.ts:2:1",
        "          src/file0.ts:3:1",
        "          src/file1.ts:4:1",
        "          src/file1.ts:5:1",
        "          … and 35 more places in 13 files",
      ]
    `);
    expect(report(6)).toContain('src/file1.ts:6:1');
    expect(report(6)).not.toContain('more place');
  });

  it('200 findings are 200 blocks and one closing', () => {
    const findings = Array.from({ length: 200 }, (_, index) => ({
      ...password,
      fingerprint: index.toString(16).padStart(32, '0'),
    }));
    const report = textReporter.render(sampleReport({ findings }));
    expect(report.match(/^medium {4}Password/gm)).toHaveLength(200);
    expect(report.match(/^200 secrets in 200 places: 200 medium$/gm)).toHaveLength(1);
  });

  it('a name of a file can neither move the cursor nor make a line', () => {
    const coverage = {
      ...incompleteCoverage,
      missed: [{ path: 'x\u001b]0;y\u0007\nz', reason: 'unreadable', detail: '\u202e' }],
    } as const;
    expect(textReporter.render(sampleReport({ findings: [hostile], coverage }))).toMatchInlineSnapshot(`
      "medium    Password in an assignment  generic-assignment
                …  11 characters, medium confidence

                =a\\n::error::b\\x1b[2J\\u{202e}gnp,c:%\\r"<&>'\\u{2028}🔑\\u{d800}.env:1:2  by @Ada <ada\\x07>

                why  it is assigned to db_password; it looks random
                now  Change it where it is used, and read it from the environment.

      INCOMPLETE 7 things asked for were not read
                 x\\x1b]0;y\\x07\\nz cannot be read: \\u{202e}
                 … and 6 more
                 next give the user that scans the right to read them, or leave them out of PATH

      1 secret in 1 place: 1 medium
      read 1,234 files, 56 MB in 1.3 s; skipped 12 binary, 1 too large
      not shown: 2 less certain or less severe (--confidence low --severity low), 1 allowed by a comment

      not a secret? say so in a comment on its line: keepmum:allow generic-assignment -- reason
      "
    `);
  });

  it('shows a value only when it was asked for, on one line', () => {
    const revealed = { ...privateKey, secret: { ...privateKey.secret, revealed: 'line 1\nline 2' } };
    expect(textReporter.render(sampleReport({ findings: [revealed] })).split('\n')[1]).toBe(
      '          line 1\\nline 2  1,704 characters, high confidence',
    );
  });

  it('has colour only when told so, and the same words with it', () => {
    for (const coverage of [completeCoverage, incompleteCoverage]) {
      const plain = textReporter.render(sampleReport({ coverage, colour: 'never' }));
      const coloured = textReporter.render(sampleReport({ coverage, colour: 'always' }));
      expect(plain).not.toContain(ESCAPE);
      expect(coloured).toContain(`${ESCAPE}[1;31mcritical`);
      expect(coloured.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '')).toBe(plain);
    }
  });

  it('no text of a finding reaches the terminal as a control character', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (path, title, reason) => {
        const finding = {
          ...password,
          title,
          reasons: [reason],
          occurrences: [
            { ...password.occurrences[0], path, line: 1, column: 1, endLine: 1, endColumn: 2, author: title },
          ],
        };
        const report = textReporter.render(sampleReport({ findings: [finding] }));
        expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
