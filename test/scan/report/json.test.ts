import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { jsonReporter } from '../../../src/scan/report/json.js';
import { jsonlReporter } from '../../../src/scan/report/jsonl.js';
import {
  completeCoverage,
  githubToken,
  hostile,
  incompleteCoverage,
  password,
  privateKey,
  sampleReport,
} from './sample-report.js';

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), 'utf8'));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormatsModule.default(ajv);
const validateReport = ajv.compile(schemaOf('report'));
const validateLine = ajv.compile(schemaOf('report-line'));

const samples = {
  'three findings': sampleReport(),
  'no findings': sampleReport({ findings: [] }),
  incomplete: sampleReport({ coverage: incompleteCoverage }),
  'hostile names': sampleReport({ findings: [hostile] }),
  revealed: sampleReport({ findings: [{ ...password, secret: { ...password.secret, revealed: 'a "value"\n' } }] }),
  parts: sampleReport({ findings: [{ ...githubToken, parts: [{ name: 'id', preview: '…' }] }] }),
};

describe('json', () => {
  it('is one document, without the hash that only code scanning understands', () => {
    expect(
      jsonReporter.render(sampleReport({ findings: [githubToken], coverage: incompleteCoverage })),
    ).toMatchInlineSnapshot(`
      "{
        "schemaVersion": 1,
        "tool": {
          "name": "keepmum",
          "version": "0.1.0"
        },
        "state": "incomplete",
        "summary": {
          "findings": 1,
          "occurrences": 2,
          "bySeverity": {
            "critical": 1,
            "high": 0,
            "medium": 0,
            "low": 0
          },
          "belowGate": 2,
          "allowed": 1
        },
        "findings": [
          {
            "rule": "github-pat",
            "title": "GitHub personal access token",
            "severity": "critical",
            "confidence": "high",
            "fingerprint": "0123456789abcdef0123456789abcdef",
            "secret": {
              "preview": "ghp_…x9Qf",
              "length": 40
            },
            "occurrences": [
              {
                "path": "deploy/prod.env",
                "line": 3,
                "column": 14,
                "endLine": 3,
                "endColumn": 54
              },
              {
                "path": "src/config.ts",
                "line": 12,
                "column": 20,
                "endLine": 12,
                "endColumn": 76,
                "decodedFrom": "base64"
              }
            ],
            "validity": "checksum-ok",
            "reasons": [
              "it begins with ghp_",
              "its checksum holds"
            ],
            "advice": "Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights."
          }
        ],
        "coverage": {
          "state": "incomplete",
          "commits": 0,
          "blobs": 0,
          "files": 1234,
          "bytes": 56200000,
          "seconds": 1.31,
          "skipped": {
            "binary": 12,
            "too-large": 1
          },
          "missed": [
            {
              "path": "secrets/prod.env",
              "reason": "unreadable",
              "detail": "permission denied"
            },
            {
              "path": "vendor",
              "reason": "time-limit",
              "detail": ""
            }
          ],
          "missedCount": 7,
          "rules": 84,
          "ruleSetHash": "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e",
          "regexEngine": "re2"
        }
      }
      "
    `);
  });

  it.each(Object.entries(samples))('%s: keeps to its schema', (_name, input) => {
    validateReport(JSON.parse(jsonReporter.render(input)));
    expect(validateReport.errors ?? []).toEqual([]);
  });

  it('shows a finding as it is, the preview and not the value', () => {
    const { findings } = JSON.parse(jsonReporter.render(sampleReport()));
    expect(findings[1]).toEqual(privateKey);
    expect(findings[0].secret).toEqual({ preview: 'ghp_…x9Qf', length: 40 });
  });

  it('shows nothing that a finding should not have', () => {
    const careless = {
      ...password,
      value: 'must not get out',
      secret: { ...password.secret, value: 'must not get out' },
    };
    expect(jsonReporter.render(sampleReport({ findings: [careless] }))).not.toContain('must not get out');
    expect(jsonlReporter.render(sampleReport({ findings: [careless] }))).not.toContain('must not get out');
  });
});

describe('jsonl', () => {
  it('is a line for each finding and a last one for the coverage', () => {
    expect(jsonlReporter.render(sampleReport({ findings: [password] }))).toMatchInlineSnapshot(`
      "{"type":"finding","rule":"generic-assignment","title":"Password in an assignment","severity":"medium","confidence":"medium","fingerprint":"00112233445566778899aabbccddeeff","secret":{"preview":"…","length":11},"occurrences":[{"path":"app/settings.py","line":88,"column":17,"endLine":88,"endColumn":28}],"validity":"not-checked","reasons":["it is assigned to db_password","it looks random"],"advice":"Change it where it is used, and read it from the environment."}
      {"type":"coverage","schemaVersion":1,"tool":{"name":"keepmum","version":"0.1.0"},"state":"complete","summary":{"findings":1,"occurrences":1,"bySeverity":{"critical":0,"high":0,"medium":1,"low":0},"belowGate":2,"allowed":1},"coverage":{"state":"complete","commits":0,"blobs":0,"files":1234,"bytes":56200000,"seconds":1.31,"skipped":{"binary":12,"too-large":1},"missed":[],"missedCount":0,"rules":84,"ruleSetHash":"5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e","regexEngine":"re2"}}
      "
    `);
  });

  it.each(Object.entries(samples))('%s: every line keeps to the schema', (_name, input) => {
    const lines = jsonlReporter
      .render(input)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.type)).toEqual([...input.findings.map(() => 'finding'), 'coverage']);
    for (const line of lines) {
      validateLine(line);
      expect(validateLine.errors ?? []).toEqual([]);
    }
  });
});

describe('the schemas can say no', () => {
  const report = () => JSON.parse(jsonReporter.render(sampleReport()));
  it.each<[string, (document: ReturnType<typeof report>) => unknown]>([
    ['an unknown key', (document) => ({ ...document, more: 1 })],
    ['an unknown key of a finding', (document) => ({ ...document, findings: [{ ...document.findings[0], more: 1 }] })],
    [
      'a finding without a place',
      (document) => ({ ...document, findings: [{ ...document.findings[0], occurrences: [] }] }),
    ],
    [
      'a line 0',
      (document) => ({
        ...document,
        findings: [{ ...password, occurrences: [{ ...password.occurrences[0], line: 0 }] }],
      }),
    ],
    ['no coverage', ({ coverage: _, ...document }) => document],
    ['an unknown state', (document) => ({ ...document, state: 'green' })],
  ])('to %s', (_name, change) => {
    expect(validateReport(change(report()))).toBe(false);
  });

  it.each([
    ['a line without a type', { ...password }],
    ['a line of both kinds', { ...password, type: 'coverage' }],
    ['a finding with more', { ...password, type: 'finding', coverage: completeCoverage }],
  ])('to %s', (_name, line) => {
    expect(validateLine(line)).toBe(false);
  });
});
