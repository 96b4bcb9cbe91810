import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import { REPORT_FORMATS, type ReportFormat } from '../scan/report/formats.js';
import { either, quote } from './quote.js';

/** One report to write. */
export interface PlannedReport {
  readonly format: ReportFormat;
  /** Absolute; absent for standard output. */
  readonly file?: string;
}

/** What was typed about reports. */
export interface ReportFlags {
  readonly format?: string;
  readonly output?: string;
  readonly report?: readonly string[];
  readonly quiet?: true;
}

function formatNamed(name: string, flag: string): ReportFormat {
  const format = REPORT_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  const nearest = nearestName(name, REPORT_FORMATS);
  throw new KeepmumError('USAGE', `cannot use ${flag}: format is ${quote(name)}, expected ${either(REPORT_FORMATS)}`, {
    hints: nearest === undefined ? [] : [`did you mean "${nearest}"?`],
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Found out now, not after minutes of scanning. */
function checkPlace(typed: string, absolute: string): void {
  const problem = `cannot write the report to ${quote(typed)}`;
  if (isFolder(absolute)) throw new KeepmumError('USAGE', `${problem}: found a folder, expected a file`);
  if (isFolder(dirname(absolute))) return;
  throw new KeepmumError('USAGE', `${problem}: found no folder ${quote(dirname(typed))}`, {
    hints: ['make the folder first'],
  });
}

function planned(format: ReportFormat, target: string | undefined, cwd: string): PlannedReport {
  if (target === undefined || target === '-') return { format };
  const file = resolve(cwd, target);
  checkPlace(target, file);
  return { format, file };
}

function plannedExtra(typed: string, cwd: string): PlannedReport {
  const cut = typed.indexOf('=');
  if (cut < 1 || cut === typed.length - 1) {
    throw new KeepmumError('USAGE', `cannot use "--report": found ${quote(typed)}, expected FORMAT=FILE`, {
      hints: ['for example --report sarif=keepmum.sarif'],
    });
  }
  return planned(formatNamed(typed.slice(0, cut), '"--report"'), typed.slice(cut + 1), cwd);
}

/**
 * Which reports go where.
 *
 * @throws KeepmumError `USAGE` for a place that cannot hold a report, or that two of them share
 */
export function planReports(flags: ReportFlags, cwd: string): readonly PlannedReport[] {
  const wantsMain = !flags.quiet || flags.format !== undefined || flags.output !== undefined;
  const main = wantsMain ? [planned(formatNamed(flags.format ?? 'text', '"--format"'), flags.output, cwd)] : [];
  const plan = [...main, ...(flags.report ?? []).map((typed) => plannedExtra(typed, cwd))];
  const places = plan.map((report) => report.file ?? 'standard output');
  const shared = places.find((place, index) => places.indexOf(place) !== index);
  if (shared === undefined) return plan;
  throw new KeepmumError('USAGE', `cannot write two reports to ${quote(shared)}, expected a place for each`);
}
