import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS, reporterFor } from '../../../src/scan/report/formats.js';
import { hostile, incompleteCoverage, password, sampleReport } from './sample-report.js';

describe('reporterFor', () => {
  it('knows the formats', () => {
    expect(REPORT_FORMATS).toEqual(['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'csv', 'gitleaks']);
  });

  it.each(REPORT_FORMATS)('%s: loads, and ends every document with a line end', async (format) => {
    const reporter = await reporterFor(format);
    expect(reporter.format).toBe(format);
    for (const findings of [[hostile], [password, hostile], []]) {
      for (const coverage of [sampleReport().coverage, incompleteCoverage]) {
        expect(reporter.render(sampleReport({ findings, coverage }))).toMatch(/(?:^|\n)$/);
      }
    }
  });

  it.each(REPORT_FORMATS)('%s: the same scan gives the same bytes', async (format) => {
    const reporter = await reporterFor(format);
    expect(reporter.render(sampleReport())).toBe(reporter.render(sampleReport()));
  });

  it.each(REPORT_FORMATS)('%s: a finding of a rule without a text still gets reported', async (format) => {
    const reporter = await reporterFor(format);
    expect(reporter.render(sampleReport({ rules: new Map() }))).toContain('generic-assignment');
  });
});
