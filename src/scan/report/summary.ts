import { SEVERITIES, type Severity } from '../rules/rule.js';
import type { ReportInput } from './reporter.js';

/** The result in numbers. */
export interface Summary {
  readonly findings: number;
  readonly occurrences: number;
  /** Findings by severity, zeros included. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly belowGate: number;
  readonly allowed: number;
  readonly known?: number;
}

export function summaryOf(input: Pick<ReportInput, 'findings' | 'belowGate' | 'allowed' | 'known'>): Summary {
  const counts = SEVERITIES.map((severity) => [
    severity,
    input.findings.filter((finding) => finding.severity === severity).length,
  ]);
  return {
    findings: input.findings.length,
    occurrences: input.findings.reduce((sum, finding) => sum + finding.occurrences.length, 0),
    bySeverity: Object.fromEntries(counts) as Record<Severity, number>,
    belowGate: input.belowGate,
    allowed: input.allowed,
    ...(input.known !== undefined && { known: input.known }),
  };
}
