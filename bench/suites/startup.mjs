import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from '../built-program.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

/** What a hook waits for before anything is searched, beside an empty node. */
export function measureStartup({ pairs }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
  try {
    const file = join(folder, 'small.txt');
    writeFileSync(file, 'export const port = 8080;\n'.repeat(40));
    const program = join(copyProgram(), 'dist/keepmum.cjs');
    const nothing = { argv: [process.execPath, '-e', '0'] };
    const row = (name, target, ...args) => {
      const ours = { argv: [process.execPath, program, ...args], cwd: folder };
      return ratioRow(`${name} / node -e 0`, comparePaired(ours, nothing, pairs * 10), target);
    };
    printTable([
      row('--version', 1.25, '--version'),
      row('--help', 1.25, '--help'),
      row('scan of one small file', 1.5, 'scan', file),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
