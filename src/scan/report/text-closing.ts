import type { Coverage } from '../coverage.js';
import { amount, byteAmount, secondAmount, verdict } from './amounts.js';
import { missClause, missSteps, missText, skippedText } from './misses.js';
import type { Paint } from './paint.js';
import type { ReportInput } from './reporter.js';
import { summaryOf } from './summary.js';
import { terminalText } from './terminal-text.js';

const MOST_MISSED = 10;
/** As wide as INCOMPLETE and its space. */
const INDENT = ' '.repeat(11);

/** The verdict, what was read and what was not, and how to go on. */
export function closingLines(input: ReportInput, paint: Paint): string[] {
  const { coverage } = input;
  const complete = coverage.state === 'complete';
  return [
    ...(complete ? [] : [...incompleteLines(coverage, paint), '']),
    verdictLine(input, paint),
    paint('dim', `read ${readText(coverage)}`),
    ...notShownLines(input).map((line) => paint('dim', line)),
    ...allowLines(input, paint),
  ];
}

function verdictLine(input: ReportInput, paint: Paint): string {
  if (input.findings.length > 0) return paint('bold', verdict(summaryOf(input)));
  if (input.coverage.state === 'incomplete') return paint('bold', 'no secrets in what could be read');
  return paint('good', 'no secrets found');
}

function readText(coverage: Coverage): string {
  const skipped = skippedText(coverage);
  const history = [
    ...(coverage.commits > 0 ? [amount(coverage.commits, 'commit')] : []),
    ...(coverage.blobs > 0 ? [amount(coverage.blobs, 'blob')] : []),
  ];
  const files = coverage.files > 0 || history.length === 0 ? [amount(coverage.files, 'file')] : [];
  const read = [...history, ...files, byteAmount(coverage.bytes)].join(', ');
  return `${read} in ${secondAmount(coverage.seconds)}${skipped === '' ? '' : `; skipped ${skipped}`}`;
}

function notShownLines(input: ReportInput): string[] {
  const parts = [
    ...(input.belowGate > 0
      ? [`${input.belowGate} less certain or less severe (--confidence low --severity low)`]
      : []),
    ...(input.allowed > 0 ? [`${input.allowed} allowed by a comment`] : []),
    ...(input.known ? [`${input.known} in the baseline`] : []),
  ];
  return parts.length === 0 ? [] : [`not shown: ${parts.join(', ')}`];
}

function allowLines(input: ReportInput, paint: Paint): string[] {
  const [first] = input.findings;
  if (first === undefined) return [];
  const comment = `keepmum:allow ${terminalText(first.rule)} -- reason`;
  return ['', `${paint('dim', 'not a secret? say so in a comment on its line:')} ${comment}`];
}

function incompleteLines(coverage: Coverage, paint: Paint): string[] {
  const named = coverage.missed.slice(0, MOST_MISSED);
  const others = coverage.missedCount - named.length;
  return [
    `${paint('alarm', 'INCOMPLETE')} ${paint('bold', missClause(coverage))}`,
    ...named.map((missed) => `${INDENT}${terminalText(missText(missed))}`),
    ...(others > 0 ? [`${INDENT}${paint('dim', `… and ${amount(others, 'more', 'more')}`)}`] : []),
    ...missSteps(coverage).map((step) => `${INDENT}${paint('dim', 'next')} ${step}`),
  ];
}
