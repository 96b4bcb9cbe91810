import type { Coverage } from '../coverage.js';
import type { Finding, Occurrence } from '../finding.js';
import { missSentence, missText } from './misses.js';
import type { Reporter } from './reporter.js';
import { terminalText } from './terminal-text.js';

/** A failed test case for each occurrence, after one that says whether everything was read: it is an error when not. */
export const junitReporter: Reporter = {
  format: 'junit',
  render({ findings, coverage }) {
    const cases = findings.flatMap((finding) =>
      finding.occurrences.map((occurrence) => failedCase(finding, occurrence)),
    );
    const totals = attributes({
      tests: cases.length + 1,
      failures: cases.length,
      errors: coverage.state === 'complete' ? 0 : 1,
      time: coverage.seconds.toFixed(3),
    });
    return `${[
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: 'keepmum' })}${totals}>`,
      `  <testsuite${attributes({ name: 'keepmum scan' })}${totals}>`,
      ...coverageCase(coverage),
      ...cases.flat(),
      '  </testsuite>',
      '</testsuites>',
    ].join('\n')}\n`;
  },
};

function coverageCase(coverage: Coverage): string[] {
  const test = `    <testcase${attributes({ classname: 'coverage', name: 'everything asked for was read' })}`;
  if (coverage.state === 'complete') return [`${test}/>`];
  return [
    `${test}>`,
    `      <error${attributes({ type: 'incomplete', message: missSentence(coverage) })}>${escapeXml(
      coverage.missed.map((missed) => terminalText(missText(missed))).join('\n'),
    )}</error>`,
    '    </testcase>',
  ];
}

function failedCase(finding: Finding, occurrence: Occurrence): string[] {
  const { path, line, column, commit } = occurrence;
  const place = `${path}:${line}:${column}${commit === undefined ? '' : ` in commit ${commit.slice(0, 12)}`}`;
  const body = [
    `${finding.title}, ${finding.secret.preview}, ${finding.confidence} confidence`,
    `fingerprint: ${finding.fingerprint}`,
    `why: ${finding.reasons.join('; ')}`,
    `now: ${finding.advice}`,
  ];
  return [
    `    <testcase${attributes({ classname: finding.rule, name: `${finding.title} in ${place}`, file: path, line })}>`,
    `      <failure${attributes({ type: finding.severity, message: `${finding.title} ${finding.secret.preview} in ${place}` })}>${escapeXml(
      body.map(terminalText).join('\n'),
    )}</failure>`,
    '    </testcase>',
  ];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(terminalText(String(value)))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
