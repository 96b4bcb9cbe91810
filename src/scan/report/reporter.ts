import type { Coverage } from '../coverage.js';
import type { Finding } from '../finding.js';
import type { Rule, RuleText } from '../rules/rule.js';

/** Everything a reporter may use; findings are sorted and already gated by confidence and severity. */
export interface ReportInput {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  /** Findings below the gate, left out of `findings`. */
  readonly belowGate: number;
  /** Occurrences that an inline comment allowed. */
  readonly allowed: number;
  /** Findings that the baseline holds, left out of `findings`; absent without one. */
  readonly known?: number;
  /** The rules behind `findings`, by id. */
  readonly rules: ReadonlyMap<string, Pick<Rule, 'issuer' | 'severity' | 'confidence'> & RuleText>;
  readonly version: string;
  /** When the scan began; formats that must tell the time take now less its seconds when it is absent. */
  readonly startedAt?: Date;
  /** Whether the text report may use colour. */
  readonly colour: 'always' | 'never';
}

/** Turns the result of a scan into one document; a new format is one more implementation. */
export interface Reporter {
  readonly format: string;
  /** The whole document, with its final newline. */
  render(input: ReportInput): string;
}
