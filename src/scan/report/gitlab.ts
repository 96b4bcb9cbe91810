import { createHash } from 'node:crypto';
import type { Coverage } from '../coverage.js';
import type { Finding, Occurrence } from '../finding.js';
import type { Severity } from '../rules/rule.js';
import { jsonText } from './json-text.js';
import { missSentence, missText } from './misses.js';
import type { Reporter, ReportInput } from './reporter.js';

/** Of GitLab's secret detection report. */
const SCHEMA_VERSION = '15.2.1';
/** Where ids of occurrences live, so that they equal no other tool's; drawn at random once. */
const NAMESPACE = Buffer.from('5d0ba1f2c7b64b0e9a3e7c6f2f1d8e47', 'hex');
/** git's name for no object: a commit is required, and a scan of files has none. */
const NO_COMMIT = '0'.repeat(40);
const LONGEST_NAME = 255;

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** `gl-secret-detection-report.json`, a vulnerability for each occurrence. */
export const gitlabReporter: Reporter = {
  format: 'gitlab',
  render(input) {
    const document = {
      version: SCHEMA_VERSION,
      scan: scanOf(input),
      vulnerabilities: input.findings.flatMap((finding) =>
        finding.occurrences.map((occurrence) => vulnerability(finding, occurrence)),
      ),
    };
    return `${jsonText(document, 2)}\n`;
  },
};

function scanOf({ coverage, version, startedAt }: ReportInput) {
  const tool = { id: 'keepmum', name: 'keepmum', version, vendor: { name: 'keepmum' } };
  const duration = coverage.seconds * 1000;
  const start = startedAt?.getTime() ?? Date.now() - duration;
  return {
    analyzer: tool,
    scanner: tool,
    type: 'secret_detection',
    start_time: timeText(start),
    end_time: timeText(start + duration),
    status: coverage.state === 'complete' ? 'success' : 'failure',
    ...(coverage.state === 'complete' ? {} : { messages: messagesOf(coverage) }),
  };
}

function messagesOf(coverage: Coverage) {
  return [
    { level: 'fatal', value: missSentence(coverage) },
    ...coverage.missed.map((missed) => ({ level: 'warn', value: missText(missed) })),
  ];
}

function vulnerability(finding: Finding, occurrence: Occurrence) {
  const { path, line, endLine, commit = NO_COMMIT } = occurrence;
  return {
    id: idOf(finding, occurrence),
    name: [...finding.title].slice(0, LONGEST_NAME).join(''),
    description: `${finding.title} (${finding.secret.preview}): ${finding.reasons.join('; ')}.`,
    severity: SEVERITY_NAMES[finding.severity],
    solution: finding.advice,
    identifiers: [{ type: 'keepmum_rule_id', name: `keepmum rule ${finding.rule}`, value: finding.rule }],
    location: { file: path, start_line: line, end_line: endLine, commit: { sha: commit } },
    details: {
      fingerprint: { type: 'text', name: 'Fingerprint of the secret', value: finding.fingerprint },
      confidence: { type: 'text', name: 'Confidence', value: finding.confidence },
      validity: { type: 'text', name: 'Validity', value: finding.validity },
    },
  };
}

/** A UUID (version 5, RFC 9562) of the secret and its place: the same in every scan. */
function idOf(finding: Finding, { path, line, column, commit = NO_COMMIT }: Occurrence): string {
  const name = [finding.fingerprint, commit, path, line, column].join('\0');
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** The schema wants no zone and no fraction. */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}
