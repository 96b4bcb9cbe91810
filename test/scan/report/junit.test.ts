import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { junitReporter } from '../../../src/scan/report/junit.js';
import { anyText } from './any-text.js';
import { githubToken, hostile, incompleteCoverage, password, sampleReport } from './sample-report.js';

/** Takes tags and text apart as an XML parser would; what it cannot read it does not forgive. */
function assertWellFormed(xml: string): void {
  const token =
    /^(?:<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)(\w+)((?: \w+="(?:[^<>&"]|&(?:amp|lt|gt|quot);)*")*)(\/?)>|(?:[^<>&]|&(?:amp|lt|gt|quot);)+)/;
  const open: string[] = [];
  for (let rest = xml; rest !== ''; ) {
    const match = token.exec(rest);
    if (match === null) throw new Error(`no XML: ${JSON.stringify(rest.slice(0, 80))}`);
    const [all, closes, name, , empty] = match;
    if (closes === '/') expect(open.pop()).toBe(name);
    else if (name !== undefined && empty !== '/') open.push(name);
    rest = rest.slice(all.length);
  }
  expect(open).toEqual([]);
  // Outside of these ranges XML 1.0 has no characters.
  expect(xml).toMatch(/^[\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
}

describe('junit', () => {
  it('is a failed test for each occurrence', () => {
    expect(junitReporter.render(sampleReport({ findings: [githubToken] }))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="keepmum" tests="3" failures="2" errors="0" time="1.310">
        <testsuite name="keepmum scan" tests="3" failures="2" errors="0" time="1.310">
          <testcase classname="coverage" name="everything asked for was read"/>
          <testcase classname="github-pat" name="GitHub personal access token in deploy/prod.env:3:14" file="deploy/prod.env" line="3">
            <failure type="critical" message="GitHub personal access token ghp_…x9Qf in deploy/prod.env:3:14">GitHub personal access token, ghp_…x9Qf, high confidence
      fingerprint: 0123456789abcdef0123456789abcdef
      why: it begins with ghp_; its checksum holds
      now: Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights.</failure>
          </testcase>
          <testcase classname="github-pat" name="GitHub personal access token in src/config.ts:12:20" file="src/config.ts" line="12">
            <failure type="critical" message="GitHub personal access token ghp_…x9Qf in src/config.ts:12:20">GitHub personal access token, ghp_…x9Qf, high confidence
      fingerprint: 0123456789abcdef0123456789abcdef
      why: it begins with ghp_; its checksum holds
      now: Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights.</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('a clean scan is one test that passed', () => {
    expect(junitReporter.render(sampleReport({ findings: [] }))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="keepmum" tests="1" failures="0" errors="0" time="1.310">
        <testsuite name="keepmum scan" tests="1" failures="0" errors="0" time="1.310">
          <testcase classname="coverage" name="everything asked for was read"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('an incomplete scan is an error', () => {
    expect(junitReporter.render(sampleReport({ findings: [], coverage: incompleteCoverage }))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="keepmum" tests="1" failures="0" errors="1" time="1.310">
        <testsuite name="keepmum scan" tests="1" failures="0" errors="1" time="1.310">
          <testcase classname="coverage" name="everything asked for was read">
            <error type="incomplete" message="the scan is incomplete: 7 things asked for were not read">secrets/prod.env cannot be read: permission denied
      vendor was not reached within the time limit</error>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is XML whatever a file is called', () => {
    assertWellFormed(junitReporter.render(sampleReport({ findings: [hostile] })));
    const nasty = fc.oneof(anyText, fc.string({ unit: fc.constantFrom('<', '>', '&', '"', ']', '-', '!') }));
    fc.assert(
      fc.property(nasty, nasty, (path, title) => {
        const finding = { ...password, title, occurrences: [{ path, line: 1, column: 1, endLine: 1, endColumn: 2 }] };
        assertWellFormed(junitReporter.render(sampleReport({ findings: [finding] })));
      }),
    );
  });

  it('the check can fail', () => {
    expect(() => assertWellFormed('<a x="<"/>')).toThrow('no XML');
    expect(() => assertWellFormed('<a></b>')).toThrow();
  });
});
