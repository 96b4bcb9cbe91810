import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram } from '../built-program.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

const SMALL = 'export const port = 8080;\n'.repeat(40);

/** Makes a repository of the folder, with these files about to be committed. */
function stage(folder, names) {
  for (const name of names) writeFileSync(join(folder, name), SMALL);
  for (const args of [
    ['init', '-q'],
    ['add', ...names],
  ])
    execFileSync('git', args, { cwd: folder });
}

/** What a hook waits for before anything is searched, beside an empty node. */
export function measureStartup({ pairs }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
  try {
    const file = join(folder, 'small.txt');
    writeFileSync(file, SMALL);
    stage(folder, ['one.ts', 'two.ts', 'three.ts']);
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
      row('scan of three small staged files', 1.6, 'scan', '--staged'),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
