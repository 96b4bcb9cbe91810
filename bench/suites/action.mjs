import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from '../built-program.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

/** Milliseconds from the start of the action to the first byte scanned, at most. */
const TARGET = 300;

/** A whole step of the action on one small file, with nothing installed, beside an empty node: no more than this comes before a scan. */
export function measureAction({ pairs }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
  try {
    writeFileSync(join(folder, 'small.txt'), 'export const port = 8080;\n'.repeat(40));
    const inputs = [
      'GITHUB_ACTIONS=true',
      `GITHUB_WORKSPACE=${folder}`,
      `RUNNER_TEMP=${folder}`,
      'INPUT_SCOPE=tree',
      'INPUT_PATH=small.txt',
    ];
    const program = join(copyProgram('re2js'), 'dist/action');
    const step = (name) => ({ argv: ['env', ...inputs, process.execPath, join(program, name)], cwd: folder });
    const nothing = { argv: ['env', ...inputs, process.execPath, '-e', '0'], cwd: folder };
    const main = comparePaired(step('main.cjs'), nothing, pairs * 5);
    const post = comparePaired(step('post.cjs'), nothing, pairs * 5);
    printTable([ratioRow('a scan of one small file / node -e 0', main), ratioRow('the post step / node -e 0', post)]);
    const whole = main.ours.wall * 1000;
    console.log(
      `\na whole step: ${whole.toFixed(0)} ms, target ≤ ${TARGET} ms to the first byte: ${whole <= TARGET ? 'met' : 'not shown'}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
