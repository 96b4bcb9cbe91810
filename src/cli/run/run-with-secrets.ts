import { loadSecrets } from '../../config/load-secrets.js';
import { storeSettings } from '../../config/store-settings.js';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { KnownSecrets } from '../../inject/child/known-secrets.js';
import type { LeaseEvent } from '../../inject/lease/lease-event.js';
import type { Revocation } from '../../inject/lease/revoke-all.js';
import { Providers } from '../../inject/providers/create-providers.js';
import { resolveSecrets } from '../../inject/resolve/resolve-secrets.js';
import { run } from '../../inject/run/run.js';
import { careFor } from '../../inject/run/store-care.js';
import { createMessageMasker } from '../../mask/message-masker.js';
import type { Given } from '../command.js';
import type { RUN_OPTIONS } from '../commands/run-options.js';
import { presentError } from '../present-error.js';
import { print } from '../print.js';
import type { World } from '../world.js';
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
  if (flags['dry-run']) {
    const { planLines } = await import('./plan-lines.js');
    await print(world.stdout, planLines(request, wishes));
    return 0;
  }
  const maskText = flags['mask-text'];
  const known = new KnownSecrets({
    onWarning: (message) => say(`note: ${message}`),
    ...(maskText !== undefined && { maskText }),
  });
  const mask = createMessageMasker(known.index);
  const say = (line: string): void => world.stderr.write(`keepmum: ${mask(line)}\n`, () => undefined);
  const tools = { clock: SYSTEM_CLOCK, random: Math.random };
  const providers = new Providers(storeSettings(config, env), tools);
  const allowNames = [...config.allowNames, ...(flags['allow-name'] ?? [])];
  try {
    const guard = flags.guard === 'on' ? await guardFor(known, flags.config, world) : undefined;
    const outcome = await run(request, {
      host: await world.childHost(),
      known,
      resolve: (signal) => resolveSecrets(wishes, providers.of, { signal, allowNames }),
      care: careFor(providers, {
        ...tools,
        tell: (event) => leaseLines(event, flags.verbose).forEach(say),
        onRevoked: (revocations) => revocationLines(revocations).forEach(say),
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
    return runExitCode(outcome, flags['revoke-failure'] === 'warn' ? 'warn' : 'fail');
  } catch (error) {
    throw maskedError(error, mask);
  }
}

async function guardFor(known: KnownSecrets, configFlag: string | undefined, world: World) {
  const { createRunGuard } = await import('./run-guard.js');
  return createRunGuard(known.index, configFlag, world);
}

function leaseLines(event: LeaseEvent, verbose: true | undefined): readonly string[] {
  const { subject } = event;
  switch (event.kind) {
    case 'renewed':
    case 'minted':
      return verbose ? [`note: ${event.kind} "${subject}" for ${event.seconds} s`] : [];
    case 'renewal-failed':
      return [`note: cannot renew "${subject}": ${event.reason}; it ends in ${Math.round(event.remaining / 1000)} s`];
    case 'ending':
      return [`note: "${subject}" ends in ${Math.round(event.remaining / 1000)} s: ${event.reason}`];
    case 'ended':
      return [`note: "${subject}" has ended, and the command may still use it`];
  }
}

function revocationLines(revocations: readonly Revocation[]): readonly string[] {
  return revocations
    .filter(({ status }) => status === 'failed')
    .map(({ subject, reason }) => `error: cannot give back "${subject}": ${reason ?? 'no reason given'}`);
}
