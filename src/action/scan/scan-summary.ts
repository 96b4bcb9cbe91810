import type { Finding } from '../../scan/finding.js';

/** What of a JSON report the summary tells. */
export interface SummaryReport {
  readonly state: 'complete' | 'incomplete';
  readonly findings: readonly Pick<Finding, 'title' | 'severity' | 'confidence' | 'rule' | 'occurrences' | 'advice'>[];
  readonly coverage: {
    readonly files: number;
    readonly blobs: number;
    readonly commits: number;
    readonly missedCount: number;
  };
}

/** More rows are cut by GitHub at a megabyte; the reports have them all. */
const MOST_ROWS = 50;

const cell = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');

function place({ occurrences }: SummaryReport['findings'][number]): string {
  const [first, ...more] = occurrences;
  if (first === undefined) return '';
  const commit = first.commit === undefined ? '' : ` in ${first.commit.slice(0, 12)}`;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return `${first.path}:${first.line}${commit}${others}`;
}

const amount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function scopeOf({ files, blobs, commits }: SummaryReport['coverage']): string {
  const parts = [
    commits > 0 ? amount(commits, 'commit') : '',
    blobs > 0 ? amount(blobs, 'content') : '',
    files > 0 ? amount(files, 'file') : '',
  ];
  return parts.filter((part) => part !== '').join(', ') || 'nothing';
}

function missedOf({ missedCount }: SummaryReport['coverage']): string {
  if (missedCount === 0) return 'there was nothing to scan';
  return `${amount(missedCount, 'thing')} that it was asked to read could not be read`;
}

/**
 * The job summary: what was found, where, and what to do next. It has neither values nor previews, as everybody who can see
 * the run reads it.
 */
export function scanSummary({ state, findings, coverage }: SummaryReport): string {
  const none = state === 'complete' ? 'no secrets found' : 'the scan is incomplete';
  const verdict = findings.length === 0 ? none : `${amount(findings.length, 'secret')} found`;
  const lines = [`### keepmum: ${verdict}`, '', `Read ${scopeOf(coverage)}.`, ''];
  if (state === 'incomplete') {
    lines.push(
      `**The scan is incomplete**: ${missedOf(coverage)}, so this is no proof. The log of the step says more, and what to do.`,
      '',
    );
  }
  if (findings.length === 0) return `${lines.join('\n')}\n`;
  lines.push('| severity | what | where | what to do now |', '| --- | --- | --- | --- |');
  for (const finding of findings.slice(0, MOST_ROWS)) {
    const { severity, title, advice } = finding;
    lines.push(`| ${severity} | ${cell(title)} | ${cell(place(finding))} | ${cell(advice)} |`);
  }
  if (findings.length > MOST_ROWS) lines.push('', `… and ${findings.length - MOST_ROWS} more in the reports.`);
  lines.push(
    '',
    'A secret that was pushed is known: revoke it first, then take it out. If it is none, say so in a comment on its line: `keepmum:allow RULE -- reason`.',
  );
  return `${lines.join('\n')}\n`;
}
