import { describe, expect, it } from 'vitest';
import { gitleaksReporter } from '../../../src/scan/report/gitleaks.js';
import { githubToken, password, privateKey, sampleReport } from './sample-report.js';

describe('gitleaks', () => {
  it('is their list, with their order, indent and escapes', () => {
    const [first] = githubToken.occurrences;
    const findings = [{ ...githubToken, occurrences: first === undefined ? [] : [first] }, privateKey];
    expect(gitleaksReporter.render(sampleReport({ findings }))).toMatchInlineSnapshot(`
      "[
       {
        "RuleID": "github-pat",
        "Description": "A classic token acts as its user in every repository \\u003cthat the user reaches\\u003e.",
        "StartLine": 3,
        "EndLine": 3,
        "StartColumn": 14,
        "EndColumn": 53,
        "Match": "REDACTED",
        "Secret": "REDACTED",
        "File": "deploy/prod.env",
        "SymlinkFile": "",
        "Commit": "",
        "Entropy": 0,
        "Author": "",
        "Email": "",
        "Date": "",
        "Message": "",
        "Tags": [
         "version-control",
         "security"
        ],
        "Fingerprint": "deploy/prod.env:github-pat:3"
       },
       {
        "RuleID": "private-key",
        "Description": "Private key, not encrypted",
        "StartLine": 1,
        "EndLine": 28,
        "StartColumn": 1,
        "EndColumn": 25,
        "Match": "REDACTED",
        "Secret": "REDACTED",
        "File": "keys/old key.pem",
        "SymlinkFile": "",
        "Commit": "c0ffee0000000000000000000000000000000000",
        "Link": "https://example.org/commit/c0ffee",
        "Entropy": 0,
        "Author": "Ada",
        "Email": "",
        "Date": "2024-05-06T07:08:09Z",
        "Message": "",
        "Tags": [],
        "Fingerprint": "c0ffee0000000000000000000000000000000000:keys/old key.pem:private-key:1"
       }
      ]
      "
    `);
  });

  it('is an empty list when there is nothing', () => {
    expect(gitleaksReporter.render(sampleReport({ findings: [] }))).toBe('[]\n');
  });

  it('has the value only when it was asked for', () => {
    const secret = { ...password.secret, revealed: 'a<b>&c' };
    const report = gitleaksReporter.render(sampleReport({ findings: [{ ...password, secret }] }));
    expect(report).toContain('"Secret": "a\\u003cb\\u003e\\u0026c"');
    expect(JSON.parse(report)).toMatchObject([{ Match: 'a<b>&c', Secret: 'a<b>&c' }]);
  });
});
