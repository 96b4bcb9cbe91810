import type { Reporter } from './reporter.js';

/** Each format loads only when it is asked for, since most scans of a hook print nothing. */
const LOADERS = {
  text: async () => (await import('./text.js')).textReporter,
  json: async () => (await import('./json.js')).jsonReporter,
  jsonl: async () => (await import('./jsonl.js')).jsonlReporter,
  sarif: async () => (await import('./sarif.js')).sarifReporter,
  github: async () => (await import('./github.js')).githubReporter,
  gitlab: async () => (await import('./gitlab.js')).gitlabReporter,
  junit: async () => (await import('./junit.js')).junitReporter,
  csv: async () => (await import('./csv.js')).csvReporter,
  gitleaks: async () => (await import('./gitleaks.js')).gitleaksReporter,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type ReportFormat = keyof typeof LOADERS;

/** In the order in which help shows them. */
export const REPORT_FORMATS = Object.keys(LOADERS) as readonly ReportFormat[];

/** Loads the reporter of a format. */
export function reporterFor(format: ReportFormat): Promise<Reporter> {
  return LOADERS[format]();
}
