import type { Providers } from '../../inject/providers/create-providers.js';
import type { SecretWish } from '../../inject/resolve/resolved-secret.js';
import { previewStores } from '../../inject/run/preview-stores.js';
import type { RunRequest } from '../../inject/run/run-request.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';
import type { World } from '../world.js';
import { mayRead, planLines, previewLines } from './plan-lines.js';

/** What a run was asked for. */
interface DryRun {
  readonly request: RunRequest;
  readonly wishes: readonly SecretWish[];
  readonly providers: Providers;
  readonly allowNames: readonly string[];
}

/**
 * Says what a run would do, and whether it could: logs in and asks what that login may do, reads no secret, starts nothing.
 *
 * @returns the exit code
 * @throws KeepmumError if a store cannot be asked
 */
export async function tryDry({ request, wishes, providers, allowNames }: DryRun, world: World): Promise<number> {
  await print(world.stdout, planLines(request, wishes));
  const stop = new AbortController();
  const takeBack = world.onInterrupt(() => stop.abort());
  try {
    const preview = await previewStores(wishes, providers, { signal: stop.signal, allowNames });
    await print(world.stdout, previewLines(preview));
    if (preview.problems.length > 0) return EXIT.usage;
    return preview.paths.every(({ rights }) => mayRead(rights)) ? EXIT.clean : EXIT.failed;
  } finally {
    await providers.close();
    takeBack();
  }
}
