import { describe, expect, it } from 'vitest';
import { githubReporter } from '../../../src/scan/report/github.js';
import { HOSTILE_PATH, hostile, incompleteCoverage, privateKey, sampleReport } from './sample-report.js';

/** What the runner makes of a line: the reverse of the escapes, as its documentation describes them. */
function parseCommand(line: string) {
  const [, name, properties, message] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const undo = (text: string) =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const pairs = (properties ?? '')
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), undo(pair.slice(pair.indexOf('=') + 1))]);
  return { name, properties: Object.fromEntries(pairs), message: undo(message ?? '') };
}

describe('github', () => {
  it('annotates the line of each occurrence, and no line for a commit whose file is another by now', () => {
    expect(githubReporter.render(sampleReport())).toMatchInlineSnapshot(`
      "::error file=deploy/prod.env,line=3,endLine=3,col=14,endColumn=54,title=GitHub personal access token (github-pat%2C critical%2C high confidence)::ghp_…x9Qf: it begins with ghp_; its checksum holds. Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights.
      ::error file=src/config.ts,line=12,endLine=12,col=20,endColumn=76,title=GitHub personal access token (github-pat%2C critical%2C high confidence)::ghp_…x9Qf: it begins with ghp_; its checksum holds. Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights.
      ::error title=Private key%2C not encrypted (private-key%2C high%2C high confidence)::----…---- in keys/old key.pem:1:1 of commit c0ffee000000: it is a PEM block. Make a new key pair and take the old public key off every server.
      ::warning file=app/settings.py,line=88,endLine=88,col=17,endColumn=28,title=Password in an assignment (generic-assignment%2C medium%2C medium confidence)::…: it is assigned to db_password; it looks random. Change it where it is used, and read it from the environment.
      keepmum: 3 secrets in 4 places: 1 critical, 1 high, 1 medium
      "
    `);
  });

  it('annotates the line of a commit when the file is still the same', () => {
    const [there, gone] = [true, false].map((atHead) => ({
      ...privateKey,
      occurrences: privateKey.occurrences.map((one) => ({ ...one, atHead })),
    }));
    const [first, second] = githubReporter
      .render(sampleReport({ findings: [there, gone].flatMap((one) => one ?? []) }))
      .split('\n')
      .map((line) => parseCommand(line));
    expect(first?.properties).toMatchObject({ file: 'keys/old key.pem', line: '1', endLine: '28' });
    expect(Object.keys(second?.properties ?? {})).toEqual(['title']);
    expect(first?.message).toBe(second?.message);
  });

  it('an incomplete scan is an error', () => {
    expect(githubReporter.render(sampleReport({ findings: [], coverage: incompleteCoverage }))).toMatchInlineSnapshot(`
      "::error title=keepmum::the scan is incomplete: 7 things asked for were not read; next: give the user that scans the right to read them, or leave them out of PATH; raise --time-limit or --jobs, or scan fewer paths
      ::warning title=keepmum::secrets/prod.env cannot be read: permission denied
      ::warning title=keepmum::vendor was not reached within the time limit
      "
    `);
  });

  it('a clean scan says nothing', () => {
    expect(githubReporter.render(sampleReport({ findings: [] }))).toBe('');
  });

  it('a name of a file makes no command of its own', () => {
    const report = githubReporter.render(sampleReport({ findings: [hostile] }));
    const lines = report.trimEnd().split(/\r\n|\r|\n/);
    expect(lines).toHaveLength(2);
    expect(parseCommand(lines[0] ?? '')).toMatchObject({
      name: 'warning',
      properties: { file: HOSTILE_PATH, line: '1', col: '2', endColumn: '13' },
      message: expect.stringMatching(/^…: it is assigned/),
    });
  });

  it('columns only where the place is on one line', () => {
    const over = { ...hostile, occurrences: [{ path: 'key.pem', line: 1, column: 1, endLine: 28, endColumn: 26 }] };
    const [line] = githubReporter.render(sampleReport({ findings: [over] })).split('\n');
    expect(parseCommand(line ?? '').properties).toEqual({
      file: 'key.pem',
      line: '1',
      endLine: '28',
      title: 'Password in an assignment (generic-assignment, medium, medium confidence)',
    });
  });
});
