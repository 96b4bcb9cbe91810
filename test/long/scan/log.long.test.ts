import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_WRAPPERS } from '../../fixtures/logs/host-wrappers.js';
import { githubToken } from '../../fixtures/made-up-tokens.js';
import { inspectLogText, shown } from '../../scan/log/inspect-text.js';
import { makeRoll, mutate } from '../../scan/mutated-texts.js';

const LOGS = 50_000;
/** Milliseconds that a log of some kilobytes may take: a hang, not a slow moment of the machine. */
const HANG = 2000;
const GB = 1_000_000_000;
const MOST_MEMORY = 400_000_000;

const LINES = [
  'fetching',
  `\x1b[32mtoken\x1b[0m ${githubToken(1)}`,
  `${'='.repeat(60)} ${githubToken(2).slice(0, 19)}`,
  `${githubToken(2).slice(19)} and so on`,
  `50%\r${githubToken(3)}\r100%`,
  '{"log":"cut ","stream":"stdout"}',
  'password: ***Ng==',
  '\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ a\bb',
];

describe('mutated logs', () => {
  const texts = HOST_WRAPPERS.map(({ wrap }) =>
    Buffer.from(
      wrap([
        { name: 'one', lines: LINES },
        { name: 'two', lines: LINES },
      ]).text,
    ),
  );

  it('50,000 of them: no crash, no hang, the same however they are cut', async () => {
    const roll = makeRoll(77);
    let found = 0;
    const slow: string[] = [];
    const cutDiffers: string[] = [];
    for (let at = 0; at < LOGS; at++) {
      const text = mutate(texts, roll);
      const started = performance.now();
      const { discoveries } = await inspectLogText(text);
      if (performance.now() - started > HANG) slow.push(text.toString('latin1'));
      found += discoveries.length;
      if (at % 20 !== 0) continue;
      const cut = (await inspectLogText(text, 1 + roll(300))).discoveries;
      if (cut.map(shown).join() !== discoveries.map(shown).join()) cutDiffers.push(text.toString('latin1'));
    }
    expect(found).toBeGreaterThan(LOGS);
    expect(slow).toEqual([]);
    expect(cutDiffers).toEqual([]);
  });
});

/** Feeds the built program a stream and returns what it reported, with the most memory that it took. */
async function reportOn(pieces: Iterable<Buffer>) {
  const child = spawn(process.execPath, [resolve('dist/keepmum.cjs'), 'scan', '--log', '--format', 'json', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const closed = once(child, 'close') as Promise<[number | null]>;
  let memory = 0;
  for (const piece of pieces) {
    if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    memory = Math.max(memory, Number(kilobytes) * 1024);
  }
  child.stdin.end();
  const [status] = await closed;
  const report = JSON.parse(Buffer.concat(out).toString());
  const lines = report.findings.flatMap((one: { occurrences: { line: number }[] }) =>
    one.occurrences.map(({ line }) => line),
  );
  return { status, lines, bytes: report.coverage.bytes, memory };
}

describe('a stream without end', () => {
  it('1 GB without a line break, within 400 MB', async () => {
    const block = Buffer.from('0123456789 abcdef '.repeat(60_000));
    function* pieces() {
      yield Buffer.from(`first\n${githubToken(5)} `);
      for (let sent = 0; sent < GB; sent += block.length) yield block;
      yield Buffer.from(` ${githubToken(6)}\nlast ${githubToken(7)}\n`);
    }
    const { status, lines, bytes, memory } = await reportOn(pieces());
    expect(bytes).toBeGreaterThan(GB);
    expect(lines).toEqual([2, 2, 3]);
    expect(status).toBe(1);
    expect(memory).toBeLessThan(MOST_MEMORY);
  });

  it('3 million lines with times and steps, within 400 MB', async () => {
    const line = '2026-03-01T09:00:00.1234567Z compiled one more module of very many\n';
    const block = Buffer.from(`2026-03-01T09:00:00.1234567Z ##[group]Run make\n${line.repeat(9999)}`);
    function* pieces() {
      for (let sent = 0; sent < 300; sent++) yield block;
      yield Buffer.from(`token ${githubToken(8)}\n`);
    }
    const { status, lines, memory } = await reportOn(pieces());
    expect(lines).toEqual([3_000_001]);
    expect(status).toBe(1);
    expect(memory).toBeLessThan(MOST_MEMORY);
  });
});
