import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OWNER_ONLY = 0o600;
/** As GitHub starts a step with `shell: bash`. */
const BASH = ['bash', '--noprofile', '--norc', '-eo', 'pipefail'] as const;

/**
 * Puts a script into a file for as long as it runs: workflows write secrets of GitHub's own into scripts.
 *
 * @param room a folder of this step's own
 * @param run gets the words that start it
 */
export async function runScript(
  script: string,
  room: string,
  run: (words: readonly string[]) => Promise<number>,
): Promise<number> {
  const path = join(room, 'script.sh');
  writeFileSync(path, `${script}\n`, { mode: OWNER_ONLY });
  try {
    return await run([...BASH, path]);
  } finally {
    rmSync(path, { force: true });
  }
}
