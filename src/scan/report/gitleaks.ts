import type { Finding, Occurrence } from '../finding.js';
import { jsonText } from './json-text.js';
import type { Reporter, ReportInput } from './reporter.js';

/** What gitleaks writes for a value that it was told to hide. */
const HIDDEN = 'REDACTED';

/** gitleaks' JSON: an element for each occurrence, in its order of fields, its indent and Go's escapes. */
export const gitleaksReporter: Reporter = {
  format: 'gitleaks',
  render(input) {
    const list = input.findings.flatMap((finding) =>
      finding.occurrences.map((occurrence) => element(finding, occurrence, input.rules.get(finding.rule))),
    );
    return `${escapeLikeGo(jsonText(list, 1))}\n`;
  },
};

function element(finding: Finding, occurrence: Occurrence, rule: ReturnType<ReportInput['rules']['get']>) {
  const value = finding.secret.revealed ?? HIDDEN;
  const { path, line, column, endLine, endColumn, commit = '', author = '', date = '', url } = occurrence;
  const place = `${path}:${finding.rule}:${line}`;
  return {
    RuleID: finding.rule,
    Description: rule?.description ?? finding.title,
    StartLine: line,
    EndLine: endLine,
    StartColumn: column,
    // Theirs is the last column, ours the one after it.
    EndColumn: Math.max(endColumn - 1, 1),
    Match: value,
    Secret: value,
    File: path,
    SymlinkFile: '',
    Commit: commit,
    ...(url === undefined ? {} : { Link: url }),
    Entropy: 0,
    Author: author,
    Email: '',
    Date: date,
    Message: '',
    Tags: rule?.tags ?? [],
    Fingerprint: commit === '' ? place : `${commit}:${place}`,
  };
}

function escapeLikeGo(json: string): string {
  return json.replaceAll(/[<>&]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
