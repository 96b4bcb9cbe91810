import type { Coverage } from '../coverage.js';
import type { Finding, Occurrence } from '../finding.js';
import { jsonText } from './json-text.js';
import { missSentence, missText } from './misses.js';
import { relativeUri } from './relative-uri.js';
import type { Reporter, ReportInput } from './reporter.js';
import { levelOf, sarifRule } from './sarif-rule.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 as code scanning reads it: a result for each occurrence, as it takes only a result's first location.
 * No `automationDetails`: the workflow's category, which tells uploads apart, is taken only where the file has none.
 */
export const sarifReporter: Reporter = {
  format: 'sarif',
  render(input) {
    return `${jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [runOf(input)] }, 2)}\n`;
  },
};

function runOf(input: ReportInput) {
  const firstOfRule = new Map<string, Finding>();
  for (const finding of input.findings) if (!firstOfRule.has(finding.rule)) firstOfRule.set(finding.rule, finding);
  const ruleIds = [...firstOfRule.keys()];
  return {
    tool: {
      driver: {
        name: 'keepmum',
        ...(/^\d+\.\d+\.\d+/.test(input.version) ? { semanticVersion: input.version } : {}),
        version: input.version,
        rules: [...firstOfRule.values()].map((finding) => sarifRule(finding, input.rules.get(finding.rule))),
      },
    },
    columnKind: 'unicodeCodePoints',
    invocations: [invocationOf(input.coverage)],
    results: input.findings.flatMap((finding) =>
      finding.occurrences.map((occurrence) => resultOf(finding, occurrence, ruleIds.indexOf(finding.rule))),
    ),
  };
}

function resultOf(finding: Finding, occurrence: Occurrence, ruleIndex: number) {
  const { path, line, column, endLine, endColumn, commit, decodedFrom, lineHash } = occurrence;
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levelOf(finding.severity),
    message: { text: `${finding.title} (${shownOf(finding)}): ${finding.reasons.join('; ')}. ${finding.advice}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(path) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    partialFingerprints: {
      ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }),
      'keepmumSecret/v1': finding.fingerprint,
    },
    properties: {
      confidence: finding.confidence,
      severity: finding.severity,
      validity: finding.validity,
      ...(commit === undefined ? {} : { commit }),
      ...(decodedFrom === undefined ? {} : { decodedFrom }),
    },
  };
}

function shownOf({ secret, parts = [] }: Finding): string {
  return [secret.preview, ...parts.map(({ name, preview }) => `${name} ${preview}`)].join(', ');
}

function invocationOf(coverage: Coverage) {
  if (coverage.state === 'complete') return { executionSuccessful: true };
  const whole = { level: 'error', descriptor: { id: 'incomplete' }, message: { text: missSentence(coverage) } };
  const each = coverage.missed.map((missed) => ({
    level: 'error',
    descriptor: { id: missed.reason },
    message: { text: missText(missed) },
    locations: [{ physicalLocation: { artifactLocation: { uri: relativeUri(missed.path) } } }],
  }));
  return { executionSuccessful: false, toolExecutionNotifications: [whole, ...each] };
}
