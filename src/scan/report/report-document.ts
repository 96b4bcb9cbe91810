import type { Coverage } from '../coverage.js';
import type { Finding, Occurrence } from '../finding.js';
import type { ReportInput } from './reporter.js';
import { type Summary, summaryOf } from './summary.js';

/** Grows by one when a reader of the old form would misread the new one; see docs/schema. */
const SCHEMA_VERSION = 1;

/** What every JSON report says besides its findings. */
export interface ReportFrame {
  readonly schemaVersion: number;
  readonly tool: { readonly name: 'keepmum'; readonly version: string };
  readonly state: Coverage['state'];
  readonly summary: Summary;
  readonly coverage: Coverage;
}

export function reportFrame(input: ReportInput): ReportFrame {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'keepmum', version: input.version },
    state: input.coverage.state,
    summary: summaryOf(input),
    coverage: coverageDocument(input.coverage),
  };
}

/** A finding as JSON shows it: field by field, so that nothing gets out that nobody decided on. */
export function findingDocument(finding: Finding): Finding {
  const { rule, title, severity, confidence, fingerprint, secret, occurrences, parts, validity, reasons, advice } =
    finding;
  const { preview, length, revealed } = secret;
  return {
    rule,
    title,
    severity,
    confidence,
    fingerprint,
    secret: { preview, length, ...(revealed === undefined ? {} : { revealed }) },
    occurrences: occurrences.map(occurrenceDocument),
    ...(parts === undefined ? {} : { parts: parts.map(({ name, preview: shown }) => ({ name, preview: shown })) }),
    validity,
    reasons,
    advice,
  };
}

/** Without `lineHash`, which says nothing to anybody but code scanning. */
function occurrenceDocument({ lineHash: _, ...occurrence }: Occurrence): Occurrence {
  return occurrence;
}

function coverageDocument(coverage: Coverage): Coverage {
  const {
    state,
    commits,
    blobs,
    files,
    bytes,
    seconds,
    skipped,
    missed,
    missedCount,
    rules,
    ruleSetHash,
    regexEngine,
  } = coverage;
  return {
    state,
    commits,
    blobs,
    files,
    bytes,
    seconds,
    skipped,
    missed: missed.map(({ path, reason, detail }) => ({ path, reason, detail })),
    missedCount,
    rules,
    ruleSetHash,
    regexEngine,
  };
}
