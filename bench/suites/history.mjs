import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProgram, scanCommand } from '../built-program.mjs';
import { builtHistory, packageHistory } from '../corpora.mjs';
import { findScanners } from '../others.mjs';
import { comparePaired } from '../paired.mjs';
import { printTable, ratioRow } from '../table.mjs';

const LOG_TARGET = 0.6;
const CACHE_TARGET = 0.1;
/** Of processor time, beside `git cat-file` alone. */
const CAT_FILE_TARGET = 4;
const QUICK_PART = 0.01;

/** keepmum on whole histories beside the other scanners, and beside what git alone takes to print them. */
export function compareOnHistories({ quick, pairs }) {
  const { found, missing } = findScanners();
  for (const sentence of missing) console.log(sentence);
  const scanners = found.filter(({ history }) => history !== undefined);
  const program = copyProgram();
  for (const repository of repositories(quick)) {
    const work = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
    try {
      compareOn(repository, { program, scanners, work, pairs });
    } finally {
      rmSync(work, { recursive: true });
    }
  }
}

/** The packages come from a registry, so a smoke run does without them. */
function repositories(quick) {
  const built = ['edited', 'million', 'leaky'].map((kind) => builtHistory(kind, quick ? QUICK_PART : 1));
  return quick ? built : [packageHistory(), ...built];
}

function compareOn(repository, { program, scanners, work, pairs }) {
  const blobs = listBlobs(repository, join(work, 'blobs'));
  console.log(`\n${repository}: ${blobs.count} blobs`);
  const scan = (flags = []) =>
    scanCommand(program, [repository], ['--history', '--report', `json=${join(work, 'keepmum.json')}`, ...flags]);
  const log = { argv: ['git', '-C', repository, 'log', '-p', '-U0', '--all'], codes: [0] };
  const row = (name, ours, other, target) => ratioRow(name, comparePaired(ours, other, pairs), target);
  printTable([
    ...scanners.map(({ name, history: { target, command } }) =>
      row(name, scan(), command(repository, join(work, 'other.json')), target),
    ),
    row('git log -p -U0 --all', scan(), log, LOG_TARGET),
    row('a second run with the cache', scan(['--cache', join(work, 'cache')]), scan(), CACHE_TARGET),
  ]);
  const { processorRatio } = comparePaired(scan(), readBlobs(repository, blobs.file), pairs);
  console.log(
    `\nprocessor time beside git cat-file of the blobs: ${processorRatio?.toFixed(1)}, target ${CAT_FILE_TARGET}`,
  );
}

function listBlobs(repository, file) {
  const list = ['rev-list', '--objects', '--filter=object:type=blob', '--all'];
  const lines = execFileSync('git', ['-C', repository, ...list], { encoding: 'latin1', maxBuffer: 2 ** 30 });
  const ids = lines.replaceAll(/ .*/g, '');
  writeFileSync(file, ids);
  return { file, count: ids.split('\n').length - 1 };
}

function readBlobs(repository, file) {
  return {
    argv: ['sh', '-c', 'git -C "$0" cat-file --batch --buffer < "$1" > /dev/null', repository, file],
    codes: [0],
  };
}
