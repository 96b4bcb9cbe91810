import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyProgram } from '../built-program.mjs';
import { logText } from '../mask/log-text.mjs';
import { measure } from '../measure.mjs';
import { median } from '../median.mjs';
import { printTable } from '../table.mjs';

const LEAST_MB_A_SECOND = 150;
const MOST_MIB = 100;
const MOST_MILLISECONDS = 50;

/** What a guard costs: how fast a log passes beside `cat`, how late a line is, and how much memory an endless stream takes. */
export async function measureGuard({ quick, pairs }) {
  const folder = mkdtempSync(join(process.env.KEEPMUM_BENCH_CACHE || tmpdir(), 'keepmum-guard-'));
  try {
    const program = join(copyProgram(), 'dist/keepmum.cjs');
    const log = join(folder, 'log.txt');
    const megabytes = quick ? 20 : 400;
    writeBlocks(log, megabytes);
    const guard = `'${process.execPath}' '${program}' guard --exit-code 0 -q`;
    const coloured = join(folder, 'coloured.txt');
    writeBlocks(coloured, megabytes / 4, inColour);
    const rows = [
      ...throughputRows(log, megabytes, guard, pairs),
      colourRow(coloured, guard, pairs),
      memoryRow(log, quick ? 2 : 10, megabytes, guard),
      ...(await latencyRows(program, quick ? 40 : 1000)),
    ];
    printTable(rows, ['guard', 'measured', 'target']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param change what is done to the log's text */
function writeBlocks(path, megabytes, change = (block) => block) {
  const file = openSync(path, 'w');
  const block = change(logText(Math.min(megabytes, 40)));
  for (let written = 0; written < megabytes * 1e6; written += block.length) writeSync(file, block);
  closeSync(file);
}

/** Every line has to be read for what a terminal would not show. */
function inColour(block) {
  return Buffer.from(block.toString('latin1').replace(/ (.*)$/gm, ' \x1b[32m$1\x1b[0m'), 'latin1');
}

function colourRow(log, guard, pairs) {
  const megabytes = statSync(log).size / 1e6;
  const pipe = (input) => measure({ argv: ['sh', '-c', `cat '${input}' | ${guard} > /dev/null`] });
  const speeds = Array.from({ length: pairs }, () => megabytes / (pipe(log).wall - pipe('/dev/null').wall));
  return ['MB a second, colours in every line', median(speeds).toFixed(0), ''];
}

/** Of each pair the two run one after the other; seconds of processor are of all processes, `cat`s included. */
function throughputRows(log, megabytes, guard, pairs) {
  const pipe = (filter, input = log) => measure({ argv: ['sh', '-c', `cat '${input}' | ${filter} > /dev/null`] });
  const startUp = median(Array.from({ length: pairs }, () => pipe(guard, '/dev/null').wall));
  const rounds = Array.from({ length: pairs }, () => ({ guarded: pipe(guard), plain: pipe('cat') }));
  const speed = median(rounds.map(({ guarded }) => megabytes / (guarded.wall - startUp)));
  const processor = rounds.map(({ guarded }) => megabytes / (guarded.processor ?? Number.NaN));
  const ratio = median(rounds.map(({ guarded, plain }) => guarded.wall / plain.wall));
  const mark = speed < LEAST_MB_A_SECOND ? ' !' : '';
  return [
    ['MB a second, without start-up', `${speed.toFixed(0)}${mark}`, `≥ ${LEAST_MB_A_SECOND}`],
    ['MB a second of processor, with start-up', median(processor).toFixed(0), ''],
    ['start-up in seconds', startUp.toFixed(2), ''],
    ['time as a multiple of cat', ratio.toFixed(1), ''],
  ];
}

function memoryRow(log, times, megabytes, guard) {
  const stream = `for i in $(seq ${times}); do cat '${log}'; done`;
  const { memory } = measure({ argv: ['sh', '-c', `(${stream}) | ${guard} > /dev/null`] });
  const shown = memory === undefined ? '–' : `${memory.toFixed(0)}${memory > MOST_MIB ? ' !' : ''}`;
  return [`peak MiB, ${megabytes * times} MB`, shown, `≤ ${MOST_MIB}`];
}

/** Lines at random moments, as a build prints them; each is timed from its writing to its coming out. */
async function latencyRows(program, lines) {
  const child = spawn(process.execPath, [program, 'guard', '-q'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const sent = [];
  const delays = [];
  child.stdout.on('data', (chunk) => {
    const now = performance.now();
    for (const byte of chunk) if (byte === 0x0a) delays.push(now - sent[delays.length]);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  // What the first line waits for is the start of node.
  await sleep(500);
  const text = logText(1).toString().split('\n');
  for (let line = 0; line < lines; line++) {
    sent.push(performance.now());
    child.stdin.write(`${text[line]}\n`);
    await sleep((line * 7919) % 60);
  }
  child.stdin.end();
  await ended;
  const sorted = delays.sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const late = at(0.99);
  return [
    ['ms that a line waits, median', at(0.5).toFixed(1), ''],
    [
      'ms that a line waits, 99th percentile',
      `${late.toFixed(1)}${late > MOST_MILLISECONDS ? ' !' : ''}`,
      `≤ ${MOST_MILLISECONDS}`,
    ],
  ];
}
