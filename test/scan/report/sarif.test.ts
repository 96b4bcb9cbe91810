import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { sarifReporter } from '../../../src/scan/report/sarif.js';
import { githubToken, HOSTILE_PATH, hostile, incompleteCoverage, password, sampleReport } from './sample-report.js';

// The official schema has a pattern that no regular expression with the u flag may have.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormatsModule.default(ajv);
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('../../fixtures/sarif/sarif-schema-2.1.0.json', import.meta.url), 'utf8')),
);
const render = (fields: Parameters<typeof sampleReport>[0] = {}) =>
  JSON.parse(sarifReporter.render(sampleReport(fields)));

describe('sarif', () => {
  it('is one run: rules with help, a result for each occurrence', () => {
    expect(sarifReporter.render(sampleReport({ findings: [githubToken] }))).toMatchInlineSnapshot(`
      "{
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "keepmum",
                "semanticVersion": "0.1.0",
                "version": "0.1.0",
                "rules": [
                  {
                    "id": "github-pat",
                    "name": "GitHub personal access token",
                    "shortDescription": {
                      "text": "GitHub personal access token"
                    },
                    "fullDescription": {
                      "text": "A classic token acts as its user in every repository <that the user reaches>."
                    },
                    "help": {
                      "text": "A classic token acts as its user in every repository <that the user reaches>.\\n\\nRevoke it at https://github.com/settings/tokens, then make a new one with fewer rights.\\n\\nhttps://docs.github.com/tokens",
                      "markdown": "A classic token acts as its user in every repository <that the user reaches>.\\n\\nRevoke it at https://github.com/settings/tokens, then make a new one with fewer rights.\\n\\n<https://docs.github.com/tokens>"
                    },
                    "helpUri": "https://docs.github.com/tokens",
                    "defaultConfiguration": {
                      "level": "error"
                    },
                    "properties": {
                      "security-severity": "9.5",
                      "precision": "high",
                      "tags": [
                        "security",
                        "secret",
                        "external/cwe/cwe-798",
                        "version-control"
                      ]
                    }
                  }
                ]
              }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [
              {
                "executionSuccessful": true
              }
            ],
            "results": [
              {
                "ruleId": "github-pat",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                  "text": "GitHub personal access token (ghp_…x9Qf): it begins with ghp_; its checksum holds. Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights."
                },
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "deploy/prod.env"
                      },
                      "region": {
                        "startLine": 3,
                        "startColumn": 14,
                        "endLine": 3,
                        "endColumn": 54
                      }
                    }
                  }
                ],
                "partialFingerprints": {
                  "primaryLocationLineHash": "fb7c023a8b9ccb3f:1",
                  "keepmumSecret/v1": "0123456789abcdef0123456789abcdef"
                },
                "properties": {
                  "confidence": "high",
                  "severity": "critical",
                  "validity": "checksum-ok"
                }
              },
              {
                "ruleId": "github-pat",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                  "text": "GitHub personal access token (ghp_…x9Qf): it begins with ghp_; its checksum holds. Revoke it at https://github.com/settings/tokens, then make a new one with fewer rights."
                },
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "src/config.ts"
                      },
                      "region": {
                        "startLine": 12,
                        "startColumn": 20,
                        "endLine": 12,
                        "endColumn": 76
                      }
                    }
                  }
                ],
                "partialFingerprints": {
                  "keepmumSecret/v1": "0123456789abcdef0123456789abcdef"
                },
                "properties": {
                  "confidence": "high",
                  "severity": "critical",
                  "validity": "checksum-ok",
                  "decodedFrom": "base64"
                }
              }
            ]
          }
        ]
      }
      "
    `);
  });

  it.each([
    ['three findings', {}],
    ['no findings', { findings: [] }],
    ['an incomplete scan', { coverage: incompleteCoverage }],
    ['hostile names', { findings: [hostile] }],
    ['a version from a working tree', { version: 'next' }],
  ])('%s: keeps to the official schema', (_name, fields) => {
    validate(render(fields));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('the official schema can say no', () => {
    expect(validate({ ...render(), version: '2.0.0' })).toBe(false);
    const wrongLevel = render();
    wrongLevel.runs[0].results[0].level = 'fatal';
    expect(validate(wrongLevel)).toBe(false);
  });

  it('an incomplete scan was not successful, and says what it missed', () => {
    expect(render({ findings: [], coverage: incompleteCoverage }).runs[0].invocations).toMatchInlineSnapshot(`
      [
        {
          "executionSuccessful": false,
          "toolExecutionNotifications": [
            {
              "descriptor": {
                "id": "incomplete",
              },
              "level": "error",
              "message": {
                "text": "the scan is incomplete: 7 things asked for were not read",
              },
            },
            {
              "descriptor": {
                "id": "unreadable",
              },
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "secrets/prod.env",
                    },
                  },
                },
              ],
              "message": {
                "text": "secrets/prod.env cannot be read: permission denied",
              },
            },
            {
              "descriptor": {
                "id": "time-limit",
              },
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "vendor",
                    },
                  },
                },
              ],
              "message": {
                "text": "vendor was not reached within the time limit",
              },
            },
          ],
        },
      ]
    `);
  });

  it('each result points at its rule and has the secret nowhere', () => {
    const revealed = { ...password, secret: { ...password.secret, revealed: 'must not get out' } };
    const text = sarifReporter.render(sampleReport({ findings: [githubToken, revealed] }));
    expect(text).not.toContain('must not get out');
    expect(text).not.toContain('snippet');
    const [run] = JSON.parse(text).runs;
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(run.results.map((result: { level: string }) => result.level)).toEqual(['error', 'error', 'warning']);
  });

  it('says what stands near the secret', () => {
    const finding = { ...githubToken, parts: [{ name: 'client id', preview: 'Iv1.…9a0c' }] };
    const { runs } = JSON.parse(sarifReporter.render(sampleReport({ findings: [finding] })));
    expect(runs[0].results[0].message.text).toContain('(ghp_…x9Qf, client id Iv1.…9a0c)');
  });

  it('a path is a relative address that leads back to it', () => {
    const [result] = render({ findings: [hostile] }).runs[0].results;
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe(
      '%3Da%0A%3A%3Aerror%3A%3Ab%1B%5B2J%E2%80%AEgnp%2Cc%3A%25%0D%22%3C%26%3E%27%E2%80%A8%F0%9F%94%91%EF%BF%BD.env',
    );
    expect(decodeURIComponent(uri)).toBe(HOSTILE_PATH.replace('\ud800', '\ufffd'));
  });
});
