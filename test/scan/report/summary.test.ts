import { expect, it } from 'vitest';
import { summaryOf } from '../../../src/scan/report/summary.js';
import { githubToken, password, privateKey } from './sample-report.js';

it('counts findings, places and severities', () => {
  expect(summaryOf({ findings: [githubToken, privateKey, password, password], belowGate: 5, allowed: 6 })).toEqual({
    findings: 4,
    occurrences: 5,
    bySeverity: { critical: 1, high: 1, medium: 2, low: 0 },
    belowGate: 5,
    allowed: 6,
  });
});

it('nothing is all zeros', () => {
  expect(summaryOf({ findings: [], belowGate: 0, allowed: 0 })).toEqual({
    findings: 0,
    occurrences: 0,
    bySeverity: { critical: 0, high: 0, medium: 0, low: 0 },
    belowGate: 0,
    allowed: 0,
  });
});
