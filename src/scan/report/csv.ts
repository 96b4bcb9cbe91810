import type { Reporter } from './reporter.js';

const HEADER = [
  'rule',
  'title',
  'severity',
  'confidence',
  'validity',
  'fingerprint',
  'preview',
  'path',
  'line',
  'column',
  'endLine',
  'endColumn',
  'commit',
  'author',
  'date',
  'url',
  'reasons',
  'advice',
];

/** RFC 4180, a row for each occurrence. An empty scan still has its header. */
export const csvReporter: Reporter = {
  format: 'csv',
  render(input) {
    const rows = input.findings.flatMap((finding) =>
      finding.occurrences.map(({ path, line, column, endLine, endColumn, commit, author, date, url }) => [
        finding.rule,
        finding.title,
        finding.severity,
        finding.confidence,
        finding.validity,
        finding.fingerprint,
        finding.secret.revealed ?? finding.secret.preview,
        // The same file to a program, but no formula to a spreadsheet.
        FORMULA.test(path) ? `./${path}` : path,
        line,
        column,
        endLine,
        endColumn,
        commit,
        author,
        date,
        url,
        finding.reasons.join('; '),
        finding.advice,
      ]),
    );
    return [HEADER, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  },
};

/** A cell that begins so is run by spreadsheets. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
