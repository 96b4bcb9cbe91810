import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/**
 * Tests that need another program: skipped, and said so, where it is not installed. With KEEPMUM_CLIENTS=required, as in CI, its
 * absence is a failure. `test/clients/install.sh` installs it.
 */
export function withClient(program: string, title: string, tests: () => void): void {
  const isMissing = spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0;
  if (isMissing && process.env.KEEPMUM_CLIENTS === 'required') {
    throw new Error(`${title}: no ${program}, although KEEPMUM_CLIENTS=required`);
  }
  if (isMissing) console.warn(`SKIPPED: ${title}: no ${program}; see test/clients/install.sh`);
  describe.skipIf(isMissing)(title, tests);
}
