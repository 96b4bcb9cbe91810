// One run of a command: how long, how much processor, how much memory.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GNU time; elsewhere (macOS has another one) processor and memory stay unknown. */
const TIME = '/usr/bin/time';
const hasTime = spawnSync(TIME, ['-q', '-f', '%M', 'true'], { encoding: 'utf8' }).stderr?.trim().match(/^\d+$/) != null;

/**
 * Runs a command to its end, its output thrown away. GNU time stands before every command alike and costs a millisecond.
 * @param command `{ argv, codes?, cwd?, env? }`; `codes` are the exit codes that count as done, [0] if not given
 * @returns `{ wall, processor, memory }` in seconds, seconds of user and system, and MiB of the largest process
 */
export function measure({ argv, codes = [0], cwd, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-time-'));
  const figures = join(folder, 'figures');
  const [program, ...args] = hasTime ? [TIME, '-q', '-f', '%U %S %M', '-o', figures, ...argv] : argv;
  try {
    const start = process.hrtime.bigint();
    const done = spawnSync(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const wall = Number(process.hrtime.bigint() - start) / 1e9;
    if (done.error) throw done.error;
    if (!codes.includes(done.status))
      throw new Error(`${argv[0]} ended with ${done.status}: ${lastLines(done.stderr)}`);
    return { wall, ...(hasTime ? readFigures(figures) : {}) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readFigures(file) {
  const [user, system, kib] = readFileSync(file, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  return { processor: user + system, memory: kib / 1024 };
}

function lastLines(bytes) {
  return bytes.toString().trim().split('\n').slice(-3).join(' / ').slice(-300);
}
