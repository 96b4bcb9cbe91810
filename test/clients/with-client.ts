import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/**
 * Tests that need another program: skipped, and said so, where it is not installed. With KEEPMUM_CLIENTS=required, as in CI, its
 * absence is a failure. `test/clients/install.sh` installs it.
 */
export function withClient(program: string, title: string, tests: () => void): void {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const isMissing = !folders.some((folder) => existsSync(join(folder, program)));
  if (isMissing && process.env.KEEPMUM_CLIENTS === 'required') {
    throw new Error(`${title}: no ${program}, although KEEPMUM_CLIENTS=required`);
  }
  if (isMissing) console.warn(`SKIPPED: ${title}: no ${program}; see test/clients/install.sh`);
  describe.skipIf(isMissing)(title, tests);
}
