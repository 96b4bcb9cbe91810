import type { Finding } from '../finding.js';
import type { Severity } from '../rules/rule.js';
import type { ReportInput } from './reporter.js';

/** What code scanning shows: from 9.0 critical, from 7.0 high, from 4.0 medium, from 0.1 low. */
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5' };
/** CWE-798 is the use of hard-coded credentials. */
const TAGS = ['security', 'secret', 'external/cwe/cwe-798'];
/** More are refused. */
const MOST_TAGS = 20;

/** @returns SARIF's `level` */
export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'medium') return 'warning';
  return severity === 'low' ? 'note' : 'error';
}

/** SARIF's reportingDescriptor of the rule behind a finding. */
export function sarifRule(finding: Finding, rule: ReturnType<ReportInput['rules']['get']>) {
  const references = rule?.references ?? [];
  const help = [rule?.description ?? finding.title, finding.advice];
  const [helpUri] = references;
  return {
    id: finding.rule,
    name: finding.title,
    shortDescription: { text: finding.title },
    fullDescription: { text: rule?.description ?? finding.title },
    help: {
      text: [...help, ...references].join('\n\n'),
      markdown: [...help, ...references.map((reference) => `<${reference}>`)].join('\n\n'),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: levelOf(rule?.severity ?? finding.severity) },
    properties: {
      'security-severity': SCORES[rule?.severity ?? finding.severity],
      precision: rule?.confidence ?? finding.confidence,
      tags: [...new Set([...TAGS, ...(rule?.tags ?? [])])].slice(0, MOST_TAGS),
    },
  };
}
