import type { Finding } from '../../scan/finding.js';
import type { RuleSet } from '../../scan/rules/rule.js';
import { CONFIDENCES } from '../../scan/rules/rule.js';
import type { ScanResult } from '../../scan/scan.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';
import type { Difference } from '../rules/compare-findings.js';
import type { World } from '../world.js';

const SIGNS: Readonly<Record<Difference['change'], string>> = { gained: '+', lost: '-', changed: '~' };

function kindOf({ rule, severity, confidence }: Finding): string {
  return `${rule} ${severity}/${confidence}`;
}

function lineOf({ change, finding, before }: Difference): string {
  const [{ path, line, column } = { path: '', line: 0, column: 0 }] = finding.occurrences;
  const was = before === undefined ? '' : `${kindOf(before)} -> `;
  return `${SIGNS[change]} ${path}:${line}:${column}  ${was}${kindOf(finding)}  ${finding.secret.preview}`;
}

async function scanWith(
  rules: RuleSet,
  paths: readonly string[],
  confidence: string,
  world: World,
): Promise<ScanResult> {
  const { resolveScan } = await import('../../config/resolve-scan.js');
  const { assetFolder } = await import('../../core/asset-folder.js');
  const { runScan } = await import('../../scan/scan.js');
  const site = { assetFolder: assetFolder(), cwd: world.cwd, cores: world.cores, configFlag: undefined };
  const settings = { confidence: { text: confidence, where: () => '"--confidence"', code: 'USAGE' as const } };
  const { request } = await resolveScan(
    { paths, settings, values: 'hidden', lineHashes: 'unwanted' },
    { ...site, environment: world.env },
  );
  return runScan({ ...request, rules });
}

async function complain(result: ScanResult, world: World): Promise<boolean> {
  const { shortfallOf } = await import('../shortfall.js');
  const shortfall = shortfallOf(result.coverage, 'full');
  if (shortfall === undefined) return false;
  const { presentError } = await import('../present-error.js');
  await print(world.stderr, `${presentError(shortfall, 'normal').lines.join('\n')}\n`);
  return true;
}

export const rulesDiff = defineCommand({
  name: 'rules diff',
  summary: 'say which findings a change of rules gains and loses',
  synopsis: ['rules diff [OPTIONS] OLD NEW [PATH…]'],
  description: [
    'Scans the paths with the rules of OLD and with those of NEW. Each of the two is a rule file, a folder of them (their rules alone are used), a keepmum.toml or a .gitleaks.toml (with the rules it extends). Prints a line for each finding that is gained (+), lost (-) or found by another rule or with another severity or confidence (~).',
  ],
  operands: {
    value: 'OLD NEW [PATH…]',
    summary: 'rules before and after, and what to scan; the current folder when there is no PATH',
    atLeast: 2,
    atMost: Number.POSITIVE_INFINITY,
    completes: 'file',
  },
  options: [
    {
      name: 'confidence',
      value: 'LEVEL',
      choices: CONFIDENCES,
      default: 'medium',
      summary: 'the least sure that counts as a finding',
      group: 'What counts as a finding',
    },
    {
      name: 'format',
      letter: 'f',
      value: 'FORMAT',
      choices: ['text', 'json'],
      default: 'text',
      summary: 'how the differences are written',
      group: 'Output',
    },
    ...COMMON_OPTIONS,
  ],
  examples: [
    { line: 'keepmum rules diff ../main/rules rules ~/corpus', does: 'what the rules of a branch change' },
    { line: 'keepmum rules diff .gitleaks.toml keepmum.toml', does: 'before one replaces the other' },
  ],
  exitCodes: [
    { code: '0', means: 'both find the same' },
    { code: '1', means: 'there are differences' },
    { code: '3', means: 'something could not be read' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ flags, operands: [oldPath = '', newPath = '', ...paths] }, world) {
    const { readRuleSet } = await import('../rules/rule-files.js');
    const confidence = flags.confidence ?? 'medium';
    const old = await scanWith(await readRuleSet(oldPath, world.cwd), paths, confidence, world);
    const now = await scanWith(await readRuleSet(newPath, world.cwd), paths, confidence, world);
    const { compareFindings } = await import('../rules/compare-findings.js');
    const differences = compareFindings(old.findings, now.findings);
    const count = (change: Difference['change']) => differences.filter((one) => one.change === change).length;
    const summary = { gained: count('gained'), lost: count('lost'), changed: count('changed') };
    const text =
      flags.format === 'json'
        ? JSON.stringify({ ...summary, differences }, undefined, 2)
        : [
            ...differences.map(lineOf),
            `${summary.gained} gained, ${summary.lost} lost, ${summary.changed} changed`,
          ].join('\n');
    await print(world.stdout, `${text}\n`);
    const isIncomplete = await complain(now, world);
    if (differences.length > 0) return EXIT.findings;
    return isIncomplete ? EXIT.incomplete : EXIT.clean;
  },
});
