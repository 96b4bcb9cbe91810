import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { gitlabReporter } from '../../../src/scan/report/gitlab.js';
import { githubToken, hostile, incompleteCoverage, password, sampleReport } from './sample-report.js';

const text = { type: 'string', minLength: 1 };
const tool = {
  required: ['id', 'name', 'version', 'vendor'],
  properties: { id: text, name: text, version: text, vendor: { required: ['name'], properties: { name: text } } },
};
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$' };

// What GitLab's schema 15.2.1 asks for, written down by hand from its documentation.
const schema = {
  required: ['version', 'scan', 'vulnerabilities'],
  properties: {
    version: { const: '15.2.1' },
    scan: {
      required: ['analyzer', 'scanner', 'type', 'start_time', 'end_time', 'status'],
      properties: {
        analyzer: tool,
        scanner: tool,
        type: { const: 'secret_detection' },
        start_time: time,
        end_time: time,
        status: { enum: ['success', 'failure'] },
        messages: {
          items: {
            required: ['level', 'value'],
            properties: { level: { enum: ['info', 'warn', 'fatal'] }, value: text },
          },
        },
      },
    },
    vulnerabilities: {
      type: 'array',
      items: {
        required: ['id', 'identifiers', 'location'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          name: { type: 'string', maxLength: 255 },
          description: { type: 'string', maxLength: 1_048_576 },
          solution: { type: 'string', maxLength: 7000 },
          severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
          identifiers: {
            type: 'array',
            minItems: 1,
            items: { required: ['type', 'name', 'value'], properties: { type: text, name: text, value: text } },
          },
          location: {
            required: ['commit'],
            properties: {
              commit: { required: ['sha'], properties: { sha: text } },
              file: { type: 'string' },
              start_line: { type: 'number' },
              end_line: { type: 'number' },
            },
          },
          details: {
            additionalProperties: {
              required: ['type', 'name', 'value'],
              properties: { type: { const: 'text' }, name: text, value: text },
            },
          },
        },
      },
    },
  },
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormatsModule.default(ajv);
const validate = ajv.compile(schema);
const render = (fields: Parameters<typeof sampleReport>[0] = {}) =>
  JSON.parse(gitlabReporter.render(sampleReport(fields)));

describe('gitlab', () => {
  it('is a report of one vulnerability', () => {
    expect(gitlabReporter.render(sampleReport({ findings: [password] }))).toMatchInlineSnapshot(`
      "{
        "version": "15.2.1",
        "scan": {
          "analyzer": {
            "id": "keepmum",
            "name": "keepmum",
            "version": "0.1.0",
            "vendor": {
              "name": "keepmum"
            }
          },
          "scanner": {
            "id": "keepmum",
            "name": "keepmum",
            "version": "0.1.0",
            "vendor": {
              "name": "keepmum"
            }
          },
          "type": "secret_detection",
          "start_time": "2026-01-02T03:04:05",
          "end_time": "2026-01-02T03:04:06",
          "status": "success"
        },
        "vulnerabilities": [
          {
            "id": "f601c52d-3adc-52ff-a493-07faabbf7834",
            "name": "Password in an assignment",
            "description": "Password in an assignment (…): it is assigned to db_password; it looks random.",
            "severity": "Medium",
            "solution": "Change it where it is used, and read it from the environment.",
            "identifiers": [
              {
                "type": "keepmum_rule_id",
                "name": "keepmum rule generic-assignment",
                "value": "generic-assignment"
              }
            ],
            "location": {
              "file": "app/settings.py",
              "start_line": 88,
              "end_line": 88,
              "commit": {
                "sha": "0000000000000000000000000000000000000000"
              }
            },
            "details": {
              "fingerprint": {
                "type": "text",
                "name": "Fingerprint of the secret",
                "value": "00112233445566778899aabbccddeeff"
              },
              "confidence": {
                "type": "text",
                "name": "Confidence",
                "value": "medium"
              },
              "validity": {
                "type": "text",
                "name": "Validity",
                "value": "not-checked"
              }
            }
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
    ['a long title', { findings: [{ ...password, title: '🔑'.repeat(300) }] }],
  ])('%s: has what GitLab requires', (_name, fields) => {
    validate(render(fields));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('an incomplete scan failed, and says why', () => {
    expect(render({ coverage: incompleteCoverage }).scan).toMatchObject({
      status: 'failure',
      messages: [
        { level: 'fatal', value: 'the scan is incomplete: 7 things asked for were not read' },
        { level: 'warn', value: 'secrets/prod.env cannot be read: permission denied' },
        { level: 'warn', value: 'vendor was not reached within the time limit' },
      ],
    });
  });

  it('an id belongs to a secret in a place, whatever else is found', () => {
    const ids = (findings: Parameters<typeof sampleReport>[0]) =>
      render(findings).vulnerabilities.map((one: { id: string }) => one.id);
    const [first, second, ...others] = ids({});
    expect(new Set([first, second, ...others]).size).toBe(4);
    expect(ids({ findings: [password, githubToken] })).toEqual([...others.slice(1), first, second]);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('tells the time even when it was not told', () => {
    const { startedAt: _, ...input } = sampleReport();
    const { scan } = JSON.parse(gitlabReporter.render(input));
    expect(Date.parse(`${scan.end_time}Z`) - Date.parse(`${scan.start_time}Z`)).toBeLessThanOrEqual(2000);
    expect(Math.abs(Date.parse(`${scan.end_time}Z`) - Date.now())).toBeLessThan(60_000);
  });
});
