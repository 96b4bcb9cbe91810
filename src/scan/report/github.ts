import type { Finding, Occurrence } from '../finding.js';
import type { Severity } from '../rules/rule.js';
import { verdict } from './amounts.js';
import { missSentence, missSteps, missText } from './misses.js';
import type { Reporter } from './reporter.js';
import { summaryOf } from './summary.js';
import { terminalText } from './terminal-text.js';

type Command = 'error' | 'warning' | 'notice';

const COMMANDS: Readonly<Record<Severity, Command>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
};

/** GitHub keeps ten annotations of a kind from one step, so that more names of missed files would be lost anyway. */
const MOST_MISSED = 10;

/** Workflow commands: an annotation on the line of each occurrence, the worst first. */
export const githubReporter: Reporter = {
  format: 'github',
  render(input) {
    const { coverage, findings } = input;
    const incomplete =
      coverage.state === 'complete'
        ? []
        : [
            command(
              'error',
              { title: 'keepmum' },
              `${missSentence(coverage)}; next: ${missSteps(coverage).join('; ')}`,
            ),
            ...coverage.missed
              .slice(0, MOST_MISSED)
              .map((missed) => command('warning', { title: 'keepmum' }, terminalText(missText(missed)))),
          ];
    const annotations = findings.flatMap((finding) => finding.occurrences.map((one) => annotation(finding, one)));
    const closing = findings.length > 0 ? [`keepmum: ${verdict(summaryOf(input))}`] : [];
    return [...incomplete, ...annotations, ...closing].map((line) => `${line}\n`).join('');
  },
};

function annotation(finding: Finding, occurrence: Occurrence): string {
  const { path, line, column, endLine, endColumn, commit, atHead } = occurrence;
  // A commit's file may be gone or different by now: then an annotation would point at the wrong line.
  const isThere = commit === undefined || atHead === true;
  const place = commit === undefined ? '' : ` in ${path}:${line}:${column} of commit ${commit.slice(0, 12)}`;
  const message = `${finding.secret.preview}${place}: ${finding.reasons.join('; ')}. ${finding.advice}`;
  const title = `${finding.title} (${finding.rule}, ${finding.severity}, ${finding.confidence} confidence)`;
  const spot = {
    file: path,
    line,
    endLine,
    // Columns are taken only where the place begins and ends on one line.
    ...(line === endLine ? { col: column, endColumn } : {}),
  };
  return command(
    COMMANDS[finding.severity],
    isThere ? { ...spot, title: terminalText(title) } : { title: terminalText(title) },
    terminalText(message),
  );
}

function command(name: Command, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

/** As the runner undoes it; the percent sign first. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
