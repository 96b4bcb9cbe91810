import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardInPieces, guardOffline } from '../../guard/guarded.js';
import { logArbitrary } from '../../guard/log-streams.js';
import { textArbitrary } from '../../guard/random-log.js';
import { makeRoll, mutate, ruleExamples } from '../../scan/mutated-texts.js';
import { peakOf } from '../scan/measured.js';

const PROGRAM = resolve('dist/keepmum.cjs');

/** What a shell command writes, through the built program: whether it came out as it went in, and the memory that took. */
async function passed(
  command: string,
): Promise<{ bytes: number; digest: string; memory: number; code: number | null }> {
  const writer = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const guard = spawn(process.execPath, [PROGRAM, 'guard', '-q'], { stdio: [writer.stdout, 'pipe', 'inherit'] });
  const hash = createHash('sha256');
  let [bytes, memory] = [0, 0];
  guard.stdout?.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes % 100 === 0) memory = Math.max(memory, peakOf(guard.pid ?? 0));
  });
  const [code] = (await once(guard, 'close')) as [number | null];
  return { bytes, digest: hash.digest('hex'), memory, code };
}

async function digestOf(command: string): Promise<string> {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const hash = createHash('sha256');
  for await (const chunk of child.stdout) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

test('a line of 1 GB passes as it is, and so does 1 GB of lines; memory stays flat', async () => {
  const line = 'yes "a quiet line without an end, " | tr -d "\\n" | head -c 1000000000';
  const lines = 'yes "a quiet line of many, with no secret in it" | head -c 1000000000';
  for (const command of [line, lines]) {
    const { digest, memory, code } = await passed(command);
    expect(digest).toBe(await digestOf(command));
    expect(code).toBe(0);
    expect(memory / 1e6).toBeLessThan(200);
  }
});

test('what a guard tells and masks is what a scan of the whole finds, for many more streams and cuts', () => {
  const seed = fc.readConfigureGlobal().seed ?? 0;
  const cuts = fc.array(fc.nat(), { maxLength: 40 });
  const property = fc.property(fc.oneof(textArbitrary, logArbitrary), cuts, (text, places) => {
    const { output, discoveries } = guardOffline(text);
    const guarded = guardInPieces(text, places);
    expect(guarded.discoveries).toEqual(discoveries);
    expect(guarded.output.equals(output)).toBe(true);
  });
  fc.assert(property, { numRuns: 600, seed: seed + 1 });
});

test('50 000 mutated texts: no crash, nothing lost, and pauses change nothing of what is told', () => {
  const texts = ruleExamples().map((example) => Buffer.from(example));
  for (let seed = 0; seed < 50_000; seed++) {
    const roll = makeRoll(seed);
    const text = mutate(texts, roll);
    const cuts = [roll(text.length + 1), roll(text.length + 1), roll(text.length + 1)];
    const paused = guardInPieces(text, cuts, ['short', 'long', 'none']);
    const whole = guardInPieces(text, []);
    expect(paused.discoveries).toEqual(whole.discoveries);
    if (whole.discoveries.length === 0) expect(whole.output.equals(text)).toBe(true);
  }
});
