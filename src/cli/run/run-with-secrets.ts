import { resolve } from 'node:path';
import { loadSecrets } from '../../config/load-secrets.js';
import { journalFolder } from '../../config/state-folder.js';
import { storeSettings } from '../../config/store-settings.js';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { KnownSecrets } from '../../inject/child/known-secrets.js';
import { Providers } from '../../inject/providers/create-providers.js';
import { resolveSecrets } from '../../inject/resolve/resolve-secrets.js';
import { run } from '../../inject/run/run.js';
import { deliveryOf, type RunRequest } from '../../inject/run/run-request.js';
import { type CareTools, careFor } from '../../inject/run/store-care.js';
import { createMessageMasker } from '../../mask/message-masker.js';
import type { Given } from '../command.js';
import type { RUN_OPTIONS } from '../commands/run-options.js';
import { presentError } from '../present-error.js';
import { print } from '../print.js';
import type { World } from '../world.js';
import { journalOf, type LeaseRecords, leaseLines, revocationLines } from './lease-records.js';
import { maskedError } from './masked-error.js';
import { allWishes, namedSecrets, readRunRequest, withSources } from './read-request.js';
import { maskedLines, runExitCode, sweepLines } from './tell-outcome.js';

/**
 * `keepmum run`.
 * @returns the exit code
 * @throws KeepmumError for whatever fails before the command is started
 */
export async function runWithSecrets({ operands, flags }: Given<typeof RUN_OPTIONS>, world: World): Promise<number> {
  const { env, cwd } = world;
  const named = namedSecrets(flags);
  const asked = readRunRequest({ operands, flags }, named, world);
  const config = loadSecrets({ cwd, configFlag: flags.config, environment: env });
  const wishes = allWishes(named, config.wishes, env);
  const request = withSources(asked, wishes, config.folder);
  const maskText = flags['mask-text'];
  const known = new KnownSecrets({
    onWarning: (message) => say(`note: ${message}`),
    ...(maskText !== undefined && { maskText }),
  });
  const mask = createMessageMasker(known.index);
  const say = (line: string): void => world.stderr.write(`keepmum: ${mask(line)}\n`, () => undefined);
  const startedAt = new Date();
  const records: LeaseRecords = { events: [], revocations: [], logins: [] };
  const tools = { clock: SYSTEM_CLOCK, random: Math.random };
  const providers = new Providers(storeSettings(config, env), tools);
  const allowNames = [...config.allowNames, ...(flags['allow-name'] ?? [])];
  if (flags['dry-run']) {
    const { tryDry } = await import('./try-dry.js');
    return tryDry({ request, wishes, providers, allowNames }, world);
  }
  try {
    const guard = flags.guard !== 'off' ? await guardFor(known, flags.config, world) : undefined;
    const outcome = await run(request, {
      host: await world.childHost(),
      known,
      resolve: (signal) => resolveSecrets(wishes, providers.of, { signal, allowNames }),
      care: careFor(providers, {
        ...tools,
        ...careWishes(flags, env, request),
        inFile: (name) => deliveryOf(name, request) === 'file',
        tell: (event) => {
          records.events.push(event);
          leaseLines(event, flags.verbose ? 'verbose' : 'normal').forEach(say);
        },
        onRevoked: (revocations, logins) => {
          Object.assign(records, { revocations, logins });
          revocationLines(revocations).forEach(say);
        },
      }),
      ...(guard !== undefined && { watch: { stage: (stream) => guard.stage(stream) } }),
      tell: (message) => say(`note: ${message}`),
    });
    await guard?.tell();
    if (flags.verbose) maskedLines(outcome).forEach(say);
    sweepLines(outcome).forEach(say);
    if (outcome.failure !== undefined) {
      const { lines } = presentError(maskedError(outcome.failure, mask), flags.verbose ? 'verbose' : 'normal');
      await print(world.stderr, `${lines.join('\n')}\n`);
    }
    const exitCode = runExitCode(outcome, flags['revoke-failure'] === 'warn' ? 'warn' : 'fail');
    if (flags.receipt !== undefined) {
      const { writeReceipt } = await import('./write-receipt.js');
      writeReceipt(resolve(cwd, flags.receipt), { startedAt, exitCode, outcome, ...records });
    }
    await reapOthers(flags, world).then((lines) => lines.forEach(say));
    return exitCode;
  } catch (error) {
    throw maskedError(error, mask);
  }
}

/** A fault of others must not change what this run ends with. */
async function reapOthers(
  { journal, config }: Given<typeof RUN_OPTIONS>['flags'],
  world: World,
): Promise<readonly string[]> {
  if (journal === 'off') return [];
  const { reapAside } = await import('./reap-runs.js');
  try {
    return await reapAside(config, world);
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    return [`note: cannot revoke what a run that was killed has left: ${error.message}`];
  }
}

async function guardFor(known: KnownSecrets, configFlag: string | undefined, world: World) {
  const { createRunGuard } = await import('./run-guard.js');
  return createRunGuard(known.index, configFlag, world);
}

/** What the flags say of time and of what is kept. */
function careWishes(
  flags: Given<typeof RUN_OPTIONS>['flags'],
  env: World['env'],
  { timeLimit }: Pick<RunRequest, 'timeLimit'>,
): Pick<CareTools, 'journal' | 'notify' | 'timeLimit'> {
  const { notify } = flags;
  const journal = flags.journal === 'off' ? undefined : journalOf(journalFolder(env));
  return {
    ...(journal !== undefined && { journal }),
    ...(notify !== undefined && { notify: `SIG${notify}` as NodeJS.Signals }),
    ...(timeLimit !== undefined && { timeLimit }),
  };
}
