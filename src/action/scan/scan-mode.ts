import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../cli/exit-code.js';
import { noteLine } from '../../cli/present-error.js';
import { runCli } from '../../cli/run-cli.js';
import { SEVERITIES } from '../../scan/rules/rule.js';
import type { FailOn, Inputs } from '../runner/inputs.js';
import type { Runner } from '../runner/runner.js';
import { addToSummary, tellRunner } from '../runner/runner-file.js';
import { worldIn } from '../runner/world-in.js';
import { deepenClone } from './deepen-clone.js';
import { type SummaryReport, scanSummary } from './scan-summary.js';

/** Events that are about no commits in particular. */
const WHOLE_HISTORY = new Set(['schedule', 'workflow_dispatch', 'repository_dispatch']);

/** The flags that say what is scanned. */
function scopeFlags(scope: string, event: string): readonly string[] {
  if (scope === 'tree') return [];
  if (scope === 'history' || (scope === 'auto' && WHOLE_HISTORY.has(event))) return ['--history'];
  return [`--range=${scope}`];
}

function wordsFor(inputs: Inputs, scope: readonly string[], sarif: string, json: string): readonly string[] {
  const { config, baseline, cache, reports, path } = inputs;
  return [
    'scan',
    '--format=github',
    `--report=sarif=${sarif}`,
    `--report=json=${json}`,
    ...reports.map((report) => `--report=${report}`),
    ...(config === '' ? [] : [`--config=${config}`]),
    ...(baseline === '' ? [] : [`--baseline=${baseline}`]),
    ...(cache === '' || scope.length === 0 ? [] : [`--cache=${cache}`]),
    ...scope,
    '--',
    path,
  ];
}

/** Whether findings of these severities are to fail the step. */
function isFailing({ findings }: SummaryReport, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  const least = SEVERITIES.indexOf(failOn);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= least);
}

/**
 * Scans what the event is about; annotations, summary, SARIF and outputs.
 *
 * @returns the step's exit code, as of `keepmum scan`
 */
export async function scanInJob(inputs: Inputs, runner: Runner): Promise<number> {
  const world = worldIn({ cwd: runner.workspace, env: runner.world.env }, runner.world);
  const scope = scopeFlags(inputs.scope, runner.event);
  if (scope.length > 0) {
    const note = await deepenClone(runner, resolve(runner.workspace, inputs.path));
    if (note !== undefined) world.stderr.write(`${noteLine(note)}\n`);
  }
  const scratch = mkdtempSync(join(runner.temporary, 'keepmum-'));
  const sarif = inputs.sarif === '' ? join(scratch, 'keepmum.sarif') : resolve(runner.workspace, inputs.sarif);
  const json = join(scratch, 'report.json');
  const code = await runCli(wordsFor(inputs, scope, sarif, json), world);
  // Without a report nothing was scanned, and the error is told already.
  if (!existsSync(json)) return code;
  const report = JSON.parse(readFileSync(json, 'utf8')) as SummaryReport;
  rmSync(json);
  addToSummary(runner, scanSummary(report));
  tellRunner(runner, 'GITHUB_OUTPUT', 'findings', String(report.findings.length));
  tellRunner(runner, 'GITHUB_OUTPUT', 'sarif', sarif);
  tellRunner(runner, 'GITHUB_OUTPUT', 'state', report.state);
  if (code !== EXIT.findings) return code;
  if (isFailing(report, inputs.failOn)) return EXIT.findings;
  return report.state === 'incomplete' ? EXIT.incomplete : EXIT.clean;
}
