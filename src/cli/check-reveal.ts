import { statSync } from 'node:fs';
import { KeepmumError } from '../core/keepmum-error.js';
import type { PlannedReport } from './report-plan.js';
import type { World } from './world.js';

const OTHERS_MAY_READ = 0o077;

function refusal(what: string, hint: string): KeepmumError {
  return new KeepmumError('REFUSED', `refusing to reveal secrets ${what}`, { hints: [hint] });
}

/**
 * Lets secrets be shown only where nobody but the one who asked will see them.
 *
 * @throws KeepmumError `REFUSED`
 */
export function checkReveal(plan: readonly PlannedReport[], world: World): void {
  for (const { file } of plan) {
    if (file === undefined) {
      const hint = 'write to a file instead: --reveal --output FILE';
      if (world.audience.stdout === 'other')
        throw refusal('on standard output: it is neither a terminal nor a file of mode 0600', hint);
      // Some build systems give their jobs a terminal, and keep what it shows.
      if (world.audience.stdout === 'terminal' && world.env.CI)
        throw refusal('on the terminal of a CI job: it is kept in the log', hint);
      continue;
    }
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (!stats.isFile()) throw refusal(`in "${file}": it is not a file`, 'name a file');
    if ((stats.mode & OTHERS_MAY_READ) !== 0) {
      const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
      throw refusal(
        `in "${file}": found mode ${mode}, expected 0600`,
        `chmod 600 "${file}", or name a file that does not exist yet`,
      );
    }
  }
}
