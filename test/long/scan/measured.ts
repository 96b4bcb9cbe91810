import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAM = resolve('dist/keepmum.cjs');

/** A finished run of the built program. */
export interface MeasuredRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Most resident bytes at any time, as the kernel counted them; 0 where it does not say. */
  readonly memory: number;
}

/** Runs the built program and watches its memory. */
export async function measured(words: readonly string[], cwd?: string): Promise<MeasuredRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err?.push(chunk));
  const closed = once(child, 'close') as Promise<[number | null]>;
  let memory = 0;
  let running = true;
  const watching = (async () => {
    for (; running; await sleep(50)) memory = Math.max(memory, peakOf(child.pid ?? 0));
  })();
  const [status] = await closed;
  running = false;
  const seconds = (performance.now() - started) / 1000;
  await watching;
  return {
    status,
    stdout: String(Buffer.concat(out ?? [])),
    stderr: String(Buffer.concat(err ?? [])),
    seconds,
    memory,
  };
}

/** The kernel's own high-water mark, so that no peak is missed between two looks. */
export function peakOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
