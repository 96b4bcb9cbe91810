import { jsonText } from './json-text.js';
import { findingDocument, reportFrame } from './report-document.js';
import type { Reporter } from './reporter.js';

/** A line for each finding, at last one for the coverage: docs/schema/report-line.schema.json. */
export const jsonlReporter: Reporter = {
  format: 'jsonl',
  render(input) {
    const lines = [
      ...input.findings.map((finding) => ({ type: 'finding', ...findingDocument(finding) })),
      { type: 'coverage', ...reportFrame(input) },
    ];
    return lines.map((line) => `${jsonText(line)}\n`).join('');
  },
};
