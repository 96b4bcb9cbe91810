// How fast is the masker beside `cat` and beside `sed` of one literal? Run: node bench/mask/bench-mask.mjs [MB] [ROUNDS]
// Every round runs all of them one after the other; the ratio of a round is what counts, for machines are never quiet.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { logText, tokens } from './log-text.mjs';

const [megabytes = 400, rounds = 5] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'keepmum-bench-'));
const [filter, log] = [join(folder, 'mask-filter.mjs'), join(folder, 'log.txt')];

try {
  const entryPoints = [fileURLToPath(new URL('./mask-filter.ts', import.meta.url))];
  await build({ entryPoints, outfile: filter, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  writeFileSync(log, logText(megabytes));
  for (const count of [1, 20, 200, 2000])
    process.stdout.write(spawnSync('node', [filter, 'in-process', String(count)]).stdout);
  comparePipes();
} finally {
  rmSync(folder, { recursive: true });
}

function comparePipes() {
  const commands = {
    cat: 'cat',
    'sed, one literal': `sed s/${tokens(1)[0]}/\\*\\*\\*/g`,
    'node, copy only': `node -e 'process.stdin.pipe(process.stdout)'`,
    'mask, 1 secret': `node ${filter} pipe 1`,
    'mask, 20 secrets': `node ${filter} pipe 20`,
    'mask, 2000 secrets': `node ${filter} pipe 2000`,
  };
  const seconds = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) seconds[name].push(timePipe(command));
  }
  for (const [name, times] of Object.entries(seconds)) {
    const startUp = Math.min(...[1, 2, 3].map(() => timePipe(commands[name], '/dev/null')));
    const steady = Math.round(megabytes / (median(times) - startUp));
    const ratio = (other) => median(times.map((time, round) => time / seconds[other][round])).toFixed(2);
    console.log(
      `${name.padEnd(20)} ${String(steady).padStart(5)} MB/s after ${startUp.toFixed(2)} s of start-up; all in all ${ratio('cat')} × cat, ${ratio('sed, one literal')} × sed`,
    );
  }
}

function timePipe(command, input = log) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync('sh', ['-c', `cat ${input} | ${command} > /dev/null`]);
  if (status !== 0) throw new Error(stderr.toString());
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}
