import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from '../built-program.mjs';
import { logText } from '../mask/log-text.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

const SECRET = 'made-up-8Kd20vQx7Lm3';

/** What standing between a command and its reader costs: until it starts, and for all it prints. */
export function measureRun({ quick, pairs }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-run-'));
  try {
    writeFileSync(join(folder, 'secret'), SECRET);
    const megabytes = quick ? 20 : 1000;
    const log = join(folder, 'log');
    writeFileSync(log, logText(megabytes));
    const program = join(copyProgram(), 'dist/keepmum.cjs');
    const run = (...command) => ({
      argv: [process.execPath, program, 'run', '-e', 'TOKEN=file://secret', '--sweep', 'off', '--', ...command],
      cwd: folder,
    });
    const plain = (line) => ({ argv: ['sh', '-c', line], cwd: folder });
    const lines = Math.round(megabytes * 112_000);
    const row = (name, ours, other, times, target) => ratioRow(name, comparePaired(ours, other, pairs * times), target);
    printTable([
      row('start to end of a command / node -e 0', run('true'), { argv: [process.execPath, '-e', '0'] }, 10, 3),
      row(
        `${megabytes} MB of numbers / the same through cat`,
        run('seq', `${lines}`),
        plain(`seq ${lines} | cat`),
        1,
        1.3,
      ),
      row(`${megabytes} MB of log by cat / the same through cat`, run('cat', log), plain(`cat '${log}' | cat`), 1),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
