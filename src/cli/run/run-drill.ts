import { loadSecrets } from '../../config/load-secrets.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { KnownSecrets } from '../../inject/child/known-secrets.js';
import { drill } from '../../inject/drill/drill.js';
import type { Given } from '../command.js';
import type { DRILL_OPTIONS } from '../commands/run-options.js';
import { print } from '../print.js';
import type { World } from '../world.js';
import { allWishes, namedSecrets, readRunRequest } from './read-request.js';
import { drillExitCode, drillLines } from './tell-drill.js';

/** For names without a reference: a drill asks no store. */
const ANY_REFERENCE = 'env://DRILL';

/** `-e NAME` is enough here. */
function withReferences(texts: readonly string[] | undefined): readonly string[] {
  return (texts ?? []).map((text) => (text.includes('=') ? text : `${text}=${ANY_REFERENCE}`));
}

/**
 * `keepmum drill`.
 * @returns the exit code
 * @throws KeepmumError for whatever fails before the command is started
 */
export async function runDrill({ operands, flags }: Given<typeof DRILL_OPTIONS>, world: World): Promise<number> {
  const { env, cwd } = world;
  const [envs, files, fifos, secrets] = [flags.env, flags.file, flags.fifo, flags.secret].map(withReferences);
  const withNames = { ...flags, env: envs ?? [], file: files ?? [], fifo: fifos ?? [], secret: secrets ?? [] };
  const named = namedSecrets(withNames);
  // A host must not be told to mask what nobody has to hide; later steps would look odd.
  const { ciHost: _, ...request } = readRunRequest({ operands, flags: withNames }, named, world);
  const wishes = allWishes(named, loadSecrets({ cwd, configFlag: flags.config, environment: env }).wishes, env);
  if (wishes.length === 0) {
    throw new KeepmumError('USAGE', 'cannot drill: there are no secrets to make up', {
      hints: ['name them: keepmum drill -e NAME -- COMMAND', 'or write them under [secrets] in keepmum.toml'],
    });
  }
  const maskText = flags['mask-text'];
  const say = (line: string): void => world.stderr.write(`keepmum: ${line}\n`, () => undefined);
  const outcome = await drill(request, wishes, {
    host: await world.childHost(),
    known: new KnownSecrets(maskText === undefined ? {} : { maskText }),
    tell: (message) => say(`note: ${message}`),
  });
  await print(
    world.stderr,
    drillLines(outcome)
      .map((line) => `keepmum: ${line}\n`)
      .join(''),
  );
  return drillExitCode(outcome);
}
