import { loadSecrets } from '../config/load-secrets.js';
import { storeSettings } from '../config/store-settings.js';
import { SYSTEM_CLOCK } from '../core/clock.js';
import { KeepmumError } from '../core/keepmum-error.js';
import type { SecretValue } from '../core/secret-value.js';
import { Providers } from '../inject/providers/create-providers.js';
import { parseReference } from '../inject/reference/parse-reference.js';
import { readValues } from '../inject/resolve/read-values.js';
import type { World } from './world.js';

/**
 * The values that references mean now: one, or all keys where no key is named. What was lent for it is given back at once.
 *
 * @param configFlag value of `--config`
 * @throws KeepmumError with everything that went wrong
 */
export async function resolveReferences(
  texts: readonly string[],
  configFlag: string | undefined,
  { env, cwd, onInterrupt }: Pick<World, 'env' | 'cwd' | 'onInterrupt'>,
): Promise<readonly SecretValue[]> {
  const controller = new AbortController();
  const takeBack = onInterrupt(() =>
    controller.abort(new KeepmumError('STORE_FAILED', 'cannot read secrets: stopped')),
  );
  const config = loadSecrets({ cwd, configFlag, environment: env });
  const tools = { clock: SYSTEM_CLOCK, random: Math.random };
  const providers = new Providers(storeSettings(config, env), tools);
  try {
    return await readValues(texts.map(parseReference), providers, controller.signal);
  } finally {
    await providers.close();
    takeBack();
  }
}
