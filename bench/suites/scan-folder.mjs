import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram, scanCommand } from '../built-program.mjs';
import { catCommand, ripgrepCommand } from '../floors.mjs';
import { listFiles, totalBytes } from '../list-files.mjs';
import { findProgram, findScanners } from '../others.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

/**
 * keepmum beside everything else on one folder.
 * @param slice a part of the folder, for scanners that would take minutes
 */
export function compareOnFolder(folder, slice, pairs) {
  const work = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
  try {
    describe(folder);
    const program = copyProgram();
    const rows = contenders(folder, slice, work, program).map(({ name, target, where, command }) => {
      const ours = scanCommand(program, [where], ['--report', `json=${join(work, 'keepmum.json')}`]);
      return ratioRow(name, comparePaired(ours, command, pairs), target);
    });
    printTable(rows);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function contenders(folder, slice, work, program) {
  const list = [{ name: 'cat', where: folder, command: catCommand(folder, work) }];
  const rg = findProgram('rg');
  if (rg) list.push({ name: 'rg -F -f keywords', where: folder, command: ripgrepCommand(rg, folder, work, program) });
  else console.log('rg is left out: not on PATH');
  const { found, missing } = findScanners();
  for (const sentence of missing) console.log(sentence);
  for (const { name, slow, target, command } of found) {
    const where = slow ? slice : folder;
    list.push({
      name: slow ? `${name} (a slice)` : name,
      target,
      where,
      command: command(where, join(work, 'other.json')),
    });
  }
  return list;
}

function describe(folder) {
  const files = listFiles(folder);
  console.log(`${folder}: ${files.length} files, ${Math.round(totalBytes(files) / 1e6)} MB`);
}
