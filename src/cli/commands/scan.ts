import { resolve as absolutePath } from 'node:path';
import type { ResolvedScan } from '../../config/resolve-scan.js';
import { assetFolder } from '../../core/asset-folder.js';
import type { StagedGit } from '../../scan/git/staged/start-staged.js';
import type { ScanResult } from '../../scan/scan.js';
import { defineCommand, type Given } from '../command.js';
import { FAILURE_EXIT_CODES } from '../common-options.js';
import { compileLess } from '../compile-less.js';
import { EXIT } from '../exit-code.js';
import { noteLine, presentError } from '../present-error.js';
import { print } from '../print.js';
import { startProgress } from '../progress-line.js';
import { type PlannedReport, planReports } from '../report-plan.js';
import { readVersion } from '../version.js';
import type { World } from '../world.js';
import { SCAN_OPTIONS } from './scan-options.js';
import { settingsFromFlags } from './scan-settings.js';

type ScanGiven = Given<typeof SCAN_OPTIONS>;

async function resolve(
  { flags, operands }: ScanGiven,
  plan: readonly PlannedReport[],
  world: World,
): Promise<ResolvedScan> {
  const { resolveScan } = await import('../../config/resolve-scan.js');
  const { sourceFromFlags } = await import('./scan-source.js');
  const known = await knownFrom(flags.baseline, world);
  const named = sourceFromFlags(flags, world.cwd);
  const git = named?.kind === 'staged' ? await startGit(operands[0], world) : undefined;
  const source = named?.kind === 'staged' && git !== undefined ? { ...named, git } : named;
  try {
    return await resolveScan(
      {
        paths: operands.length === 0 && source?.kind === 'log' ? ['-'] : operands,
        settings: settingsFromFlags(flags),
        values: flags.reveal ? 'revealed' : 'hidden',
        lineHashes: plan.some(({ format }) => format === 'sarif') ? 'wanted' : 'unwanted',
        ...(source !== undefined && { source }),
        ...(known !== undefined && { known }),
      },
      {
        assetFolder: assetFolder(),
        cwd: world.cwd,
        cores: world.cores,
        configFlag: flags.config,
        environment: world.env,
      },
    );
  } catch (error) {
    git?.stop();
    throw error;
  }
}

async function knownFrom(baseline: string | undefined, world: World): Promise<ReadonlySet<string> | undefined> {
  if (baseline === undefined) return undefined;
  const { readBaseline } = await import('../../config/read-baseline.js');
  return readBaseline(absolutePath(world.cwd, baseline), baseline);
}

/** A person waits for a commit: git looks at the index while the rules are loaded. */
async function startGit(folder = '.', world: World): Promise<StagedGit> {
  const { startStaged } = await import('../../scan/git/staged/start-staged.js');
  return startStaged({ folder, environment: world.env, repository: 'hook' });
}

async function search({ request, notes }: ResolvedScan, flags: ScanGiven['flags'], world: World): Promise<ScanResult> {
  const { runScan } = await import('../../scan/scan.js');
  const progress = startProgress(world, flags.quiet ? 'hidden' : 'shown');
  const tell = (note: string): void => {
    if (flags.verbose) world.stderr.write(`${noteLine(note)}\n`);
  };
  const mention = (text: string): void => {
    if (!flags.quiet) world.stderr.write(`${noteLine(text)}\n`);
  };
  notes.forEach(tell);
  try {
    const result = await runScan(
      request,
      { onProgress: progress.update, onNote: tell, onMention: mention, onLongWork: compileLess },
      () => world.stdin,
    );
    if (flags.verbose && result.coverage.regexEngine === 're2js') {
      tell('the native RE2 is missing, so its slower stand-in in JavaScript was used; npm rebuild re2 brings it back');
    }
    return result;
  } finally {
    progress.end();
  }
}

/** Findings count more than what was not seen; that is told all the same, at length where no text report does. */
async function conclude(
  result: ScanResult,
  plan: readonly PlannedReport[],
  findingsCode: number,
  world: World,
): Promise<number> {
  const { shortfallOf } = await import('../shortfall.js');
  const isTold = plan.some(({ format, file }) => format === 'text' && file === undefined);
  const shortfall = shortfallOf(result.coverage, isTold ? 'brief' : 'full');
  if (result.findings.length === 0) {
    if (shortfall !== undefined) throw shortfall;
    return EXIT.clean;
  }
  if (shortfall !== undefined) await print(world.stderr, `${presentError(shortfall, 'normal').lines.join('\n')}\n`);
  return findingsCode;
}

async function findingsCodeOf(text: string | undefined): Promise<number> {
  if (text === undefined) return EXIT.findings;
  const { readCount } = await import('../../config/quantity.js');
  return readCount({ text, where: () => '"--exit-code"', code: 'USAGE' }, 0, 255);
}

export const scan = defineCommand({
  name: 'scan',
  summary: 'find leaked credentials in files, folders, standard input and git',
  synopsis: [
    'scan [OPTIONS] [PATH…]',
    'scan [OPTIONS] - < FILE',
    'scan --history [OPTIONS] [PATH…]',
    'scan --staged [OPTIONS]',
  ],
  description: [
    'Reads files and folders (the current folder when no PATH is given; - is standard input) and reports every credential in them: which kind, where, how sure, and what to do now. A secret is never shown whole; a report has a preview and a fingerprint.',
    'Nothing is sent anywhere. Inside a git repository, files that git ignores are left out. A scan that could not see everything it was asked to says what it missed, and does not count as clean.',
    'A comment keepmum:allow on the line of a finding allows it, if need be with rule ids and a reason: keepmum:allow RULE -- reason.',
  ],
  operands: {
    value: 'PATH',
    summary: 'files and folders',
    atLeast: 0,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: SCAN_OPTIONS,
  examples: [
    { line: 'keepmum scan', does: 'everything under the current folder that git does not ignore' },
    {
      line: 'keepmum scan --report sarif=keepmum.sarif src docs',
      does: 'a report for people, and one for code scanning',
    },
    { line: 'keepmum scan --history', does: 'every commit of the repository around the current folder' },
    { line: 'keepmum scan --range origin/main..HEAD', does: 'what a branch adds' },
    { line: 'git diff | keepmum scan -', does: 'what standard input brings' },
    {
      line: 'keepmum scan --confidence high --severity high --format json .',
      does: 'only what is surely bad, for a program',
    },
  ],
  exitCodes: [
    { code: '0', means: 'everything was read, and there are no findings' },
    { code: '1', means: 'there are findings; --exit-code replaces this one' },
    { code: '3', means: 'something asked for could not be read, or there was nothing to read' },
    ...FAILURE_EXIT_CODES,
  ],
  async run(given, world) {
    const { flags } = given;
    const plan = planReports(flags, world.cwd);
    const findingsCode = await findingsCodeOf(flags['exit-code']);
    if (flags.reveal) (await import('../check-reveal.js')).checkReveal(plan, world);
    const resolved = await resolve(given, plan, world);
    const startedAt = new Date();
    const result = await search(resolved, flags, world);
    const { deliverReports } = await import('../deliver-reports.js');
    const { ruleTextsFor } = await import('../../scan/rules/rule-texts-for.js');
    const rules = ruleTextsFor(result.findings, resolved.request.rules, assetFolder());
    const input = { ...result, rules, version: readVersion(), startedAt };
    await deliverReports(plan, input, { colour: flags.color, audience: flags.reveal ? 'private' : 'shared' }, world);
    return conclude(result, plan, findingsCode, world);
  },
});
