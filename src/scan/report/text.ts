import { paintFor } from './paint.js';
import type { Reporter } from './reporter.js';
import { closingLines } from './text-closing.js';
import { findingLines } from './text-finding.js';

/** For a person at a terminal: each secret with what to do about it, then what the scan saw. */
export const textReporter: Reporter = {
  format: 'text',
  render(input) {
    const paint = paintFor(input.colour);
    const blocks = input.findings.map((finding) => findingLines(finding, paint));
    return [...blocks, closingLines(input, paint)].map((lines) => `${lines.join('\n')}\n`).join('\n');
  },
};
