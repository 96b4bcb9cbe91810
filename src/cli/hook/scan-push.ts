import type { RawScan } from '../../config/scan-setting.js';
import type { ScanRequest } from '../../scan/request.js';
import type { ScanResult } from '../../scan/scan.js';
import { chooseColour } from '../colour.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';
import type { World } from '../world.js';

/** What a hook is to look at, and how. */
export interface PushScan {
  /** Ids of what is pushed, and with `^` of what the other side has; never empty. */
  readonly tips: readonly string[];
  readonly settings: RawScan;
  readonly configFlag: string | undefined;
  readonly colour: string | undefined;
  /** What is told below the findings, one line each. */
  readonly closing: readonly string[];
}

async function requestFor({ tips, settings, configFlag }: PushScan, world: World): Promise<ScanRequest> {
  const { resolveScan } = await import('../../config/resolve-scan.js');
  const { assetFolder } = await import('../../core/asset-folder.js');
  const wish = {
    refs: 'all',
    tips,
    repository: 'hook',
    branches: [],
    unreachable: 'left-out',
    maxBlobSize: 0,
    occurrences: 'first',
    submodules: 'named',
  } as const;
  const { request } = await resolveScan(
    { paths: ['.'], settings, values: 'hidden', lineHashes: 'unwanted', source: { kind: 'history', wish } },
    { assetFolder: assetFolder(), cwd: world.cwd, cores: world.cores, configFlag, environment: world.env },
  );
  return request;
}

async function report(result: ScanResult, request: ScanRequest, scan: PushScan, startedAt: Date, world: World) {
  const { assetFolder } = await import('../../core/asset-folder.js');
  const { ruleTextsFor } = await import('../../scan/rules/rule-texts-for.js');
  const { textReporter } = await import('../../scan/report/text.js');
  const { readVersion } = await import('../version.js');
  const rules = ruleTextsFor(result.findings, request.rules, assetFolder());
  const colour = chooseColour(scan.colour, world.env, world.audience.stderr);
  const text = textReporter.render({ ...result, rules, version: readVersion(), startedAt, colour });
  const closing = scan.closing.map((line) => `keepmum: ${line}\n`);
  await print(world.stderr, [text, ...(result.findings.length > 0 ? ['\n', ...closing] : [])].join(''));
}

/**
 * Looks at the commits of a push. All is told on standard error, which git shows to whoever pushes; a clean push is
 * told nothing.
 *
 * @returns the exit code; every other than 0 stops the push
 * @throws KeepmumError INCOMPLETE when something could not be looked at
 */
export async function scanPush(scan: PushScan, world: World): Promise<number> {
  const request = await requestFor(scan, world);
  const { runScan } = await import('../../scan/scan.js');
  const startedAt = new Date();
  const result = await runScan(request);
  const isComplete = result.coverage.missedCount === 0;
  if (result.findings.length > 0 || !isComplete) await report(result, request, scan, startedAt, world);
  if (result.findings.length > 0) return EXIT.findings;
  // Commits that bring no new content are a push like any other.
  if (isComplete) return EXIT.clean;
  const { shortfallOf } = await import('../shortfall.js');
  throw shortfallOf(result.coverage, 'brief');
}
