import { print } from '../print.js';
import type { World } from '../world.js';

/** Whether the user told hooks to stand aside with KEEPMUM_SKIP; that it is so is always said. */
export async function tellSkipped(hook: string, world: World): Promise<'skipped' | 'wanted'> {
  if ((world.env.KEEPMUM_SKIP || '0') === '0') return 'wanted';
  await print(world.stderr, `keepmum: note: ${hook} is skipped, because KEEPMUM_SKIP is set\n`);
  return 'skipped';
}
