import { loadSecrets } from '../../config/load-secrets.js';
import { storeSettings } from '../../config/store-settings.js';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { KnownSecrets } from '../../inject/child/known-secrets.js';
import { Providers } from '../../inject/providers/create-providers.js';
import { resolveSecrets } from '../../inject/resolve/resolve-secrets.js';
import { run } from '../../inject/run/run.js';
import { careFor } from '../../inject/run/store-care.js';
import { createMessageMasker } from '../../mask/message-masker.js';
import type { Given } from '../command.js';
import type { RUN_OPTIONS } from '../commands/run-options.js';
import type { World } from '../world.js';
import { careTools } from './care-tools.js';
import { concludeRun } from './conclude-run.js';
import type { LeaseRecords } from './lease-records.js';
import { maskedError } from './masked-error.js';
import { allWishes, namedSecrets, readRunRequest, withSources } from './read-request.js';

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
  const providers = new Providers(storeSettings(config, env), { clock: SYSTEM_CLOCK, random: Math.random });
  const allowNames = [...config.allowNames, ...(flags['allow-name'] ?? [])];
  if (flags['dry-run']) {
    const { tryDry } = await import('./try-dry.js');
    return tryDry({ request, wishes, providers, allowNames }, world);
  }
  const maskText = flags['mask-text'];
  const known = new KnownSecrets({
    onWarning: (message) => say(`note: ${message}`),
    ...(maskText !== undefined && { maskText }),
  });
  const mask = createMessageMasker(known.index);
  const say = (line: string): void => world.stderr.write(`keepmum: ${mask(line)}\n`, () => undefined);
  const records: LeaseRecords = { events: [], revocations: [], logins: [] };
  const facts = { flags, mask, say, records, startedAt: new Date() };
  try {
    const guard = flags.guard === 'off' ? undefined : await guardFor(known, flags.config, world);
    const outcome = await run(request, {
      host: await world.childHost(),
      known,
      resolve: (signal) => resolveSecrets(wishes, providers.of, { signal, allowNames }),
      care: careFor(providers, careTools(flags, env, request, facts)),
      ...(guard !== undefined && { watch: { stage: (stream) => guard.stage(stream) } }),
      tell: (message) => say(`note: ${message}`),
    });
    await guard?.tell();
    return await concludeRun(outcome, facts, world);
  } catch (error) {
    throw maskedError(error, mask);
  }
}

async function guardFor(known: KnownSecrets, configFlag: string | undefined, world: World) {
  const { createRunGuard } = await import('./run-guard.js');
  return createRunGuard(known.index, configFlag, world);
}
