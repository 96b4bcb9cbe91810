import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram, scanCommand } from '../built-program.mjs';
import { listFiles } from '../list-files.mjs';
import { measure } from '../measure.mjs';
import { printTable } from '../table.mjs';

const TARGET_MIB = 400;

/** The most memory a scan holds, on one huge file and on very many small ones. */
export function measureMemory({ slice, quick }) {
  const folder = mkdtempSync(join(process.env.KEEPMUM_BENCH_CACHE || tmpdir(), 'keepmum-memory-'));
  try {
    const text = sample(slice());
    const program = copyProgram();
    const [megabytes, count] = quick ? [50, 2000] : [2000, 200_000];
    const row = (name, path) => {
      const { memory, wall } = measure(scanCommand(program, [path]));
      const shown = memory === undefined ? '–' : `${memory.toFixed(0)}${memory > TARGET_MIB ? ' !' : ''}`;
      return [name, shown, `≤ ${TARGET_MIB}`, wall.toFixed(2)];
    };
    const rows = [
      row(`one file of ${megabytes} MB`, hugeFile(folder, text, megabytes)),
      row(`${count} files`, manyFiles(folder, text, count)),
    ];
    printTable(rows, ['scanned', 'peak MiB', 'target', 'wall s']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Some real text without zero bytes, for a binary file would be skipped. */
function sample(folder) {
  const texts = listFiles(folder)
    .slice(0, 500)
    .map((file) => readFileSync(file));
  return Buffer.concat(texts.filter((text) => !text.includes(0))).subarray(0, 8e6);
}

function hugeFile(folder, text, megabytes) {
  const path = join(folder, 'huge.txt');
  const file = openSync(path, 'w');
  for (let written = 0; written < megabytes * 1e6; written += text.length) writeSync(file, text);
  closeSync(file);
  return path;
}

/** Pieces of 500 to 4,000 bytes, a thousand a folder. */
function manyFiles(folder, text, count) {
  const tree = join(folder, 'many');
  for (let index = 0; index < count; index++) {
    const within = join(tree, String(Math.floor(index / 1000)));
    if (index % 1000 === 0) mkdirSync(within, { recursive: true });
    const start = (index * 977) % (text.length - 4000);
    writeFileSync(join(within, `${index}.c`), text.subarray(start, start + 500 + ((index * 131) % 3500)));
  }
  return tree;
}
