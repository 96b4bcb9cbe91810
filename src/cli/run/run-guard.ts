import type { Transform } from 'node:stream';
import { resolveScan } from '../../config/resolve-scan.js';
import { assetFolder } from '../../core/asset-folder.js';
import { createGuard, DEFAULT_HOLD } from '../../guard/guard.js';
import type { SecretIndex } from '../../mask/secret-index.js';
import { ruleTextsFor } from '../../scan/rules/rule-texts-for.js';
import { deliverReports } from '../deliver-reports.js';
import { readVersion } from '../version.js';
import type { World } from '../world.js';

/** Masks what looks like a credential in a command's output, and tells of it. */
interface RunGuard {
  stage(stream: string): Transform;
  /** Once the streams have ended: a report on standard error, if there is something to say. */
  tell(): Promise<void>;
}

/** @throws KeepmumError `CONFIG_INVALID` */
export async function createRunGuard(
  secrets: SecretIndex,
  configFlag: string | undefined,
  world: World,
): Promise<RunGuard> {
  const { env, cwd, cores } = world;
  const startedAt = new Date();
  const { request } = await resolveScan(
    { paths: ['-'], settings: {}, values: 'hidden', lineHashes: 'unwanted' },
    { assetFolder: assetFolder(), cwd, cores, configFlag, environment: env },
  );
  const guard = createGuard({ ...request, secrets, hold: DEFAULT_HOLD });
  return {
    stage: (stream) => guard.maskedStream(stream),
    async tell() {
      const result = guard.result();
      if (result.findings.length === 0) return;
      const { stderr, audience } = world;
      await deliverReports(
        [{ format: 'text' }],
        {
          ...result,
          rules: ruleTextsFor(result.findings, request.rules, assetFolder()),
          version: readVersion(),
          startedAt,
        },
        { colour: undefined, audience: 'shared' },
        { ...world, stdout: stderr, audience: { ...audience, stdout: audience.stderr } },
      );
    },
  };
}
