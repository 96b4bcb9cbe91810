import { jsonText } from './json-text.js';
import { findingDocument, reportFrame } from './report-document.js';
import type { Reporter } from './reporter.js';

/** One document for programs: docs/schema/report.schema.json. */
export const jsonReporter: Reporter = {
  format: 'json',
  render(input) {
    const { coverage, ...frame } = reportFrame(input);
    return `${jsonText({ ...frame, findings: input.findings.map(findingDocument), coverage }, 2)}\n`;
  },
};
