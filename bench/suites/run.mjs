import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from '../built-program.mjs';
import { logText } from '../mask/log-text.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

/** No secret, but as hard to find as one. */
const VALUE = ['made', 'up', 'bench', 'value'].join('-');

/** What standing between a command and its reader costs: until it starts, and for all it prints. */
export function measureRun({ quick, pairs }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-run-'));
  try {
    writeFileSync(join(folder, 'secret'), VALUE);
    const megabytes = quick ? 20 : 1000;
    const log = join(folder, 'log');
    writeFileSync(log, logText(megabytes));
    const program = join(copyProgram(), 'dist/keepmum.cjs');
    const flags = ['-e', 'TOKEN=file://secret', '--sweep', 'off', '--guard'];
    const guarded = (guard, ...command) => ({
      argv: [process.execPath, program, 'run', ...flags, guard, '--', ...command],
      cwd: folder,
    });
    const run = (...command) => guarded('off', ...command);
    const plain = (line) => ({ argv: ['sh', '-c', line], cwd: folder });
    const empty = { argv: [process.execPath, '-e', '0'] };
    const lines = Math.round(megabytes * 112_000);
    const row = (name, ours, other, times, target) => ratioRow(name, comparePaired(ours, other, pairs * times), target);
    printTable([
      row('start to end of a command / node -e 0', run('true'), empty, 10, 3),
      row('the same with a guard', guarded('on', 'true'), empty, 10),
      row(
        `${megabytes} MB of numbers / the same through cat`,
        run('seq', `${lines}`),
        plain(`seq ${lines} | cat`),
        1,
        1.3,
      ),
      row(`${megabytes} MB of log by cat / the same through cat`, run('cat', log), plain(`cat '${log}' | cat`), 1),
      row('the same with a guard', guarded('on', 'cat', log), plain(`cat '${log}' | cat`), 1),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
