import { createMaskStream } from '../../src/mask/mask-stream.js';
import { Masker } from '../../src/mask/masker.js';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { logText, tokens } from './log-text.mjs';

const [mode = 'pipe', count = '20'] = process.argv.slice(2);

if (mode === 'pipe') {
  process.stdin.pipe(createMaskStream(tokens(Number(count)))).pipe(process.stdout);
} else {
  measureInProcess(Number(count));
}

/** Prints MB for each second of processor time of the masker alone, without pipes: median of seven passes, and what the secrets cost. */
function measureInProcess(secrets: number): void {
  const text = logText(64);
  const before = process.memoryUsage().arrayBuffers;
  const start = process.cpuUsage().user;
  const index = new SecretIndex();
  for (const token of tokens(secrets)) index.add(token);
  const { patterns } = index.compiled();
  const compiled = (process.cpuUsage().user - start) / 1e3;
  const bytes = patterns.reduce((sum, pattern) => sum + pattern.bytes.length, 0);
  const speeds = Array.from({ length: 7 }, () => megabytesPerSecond(index, text)).sort((a, b) => a - b);
  const tables = (process.memoryUsage().arrayBuffers - before) / 1e6;
  console.log(
    JSON.stringify({
      secrets,
      patterns: patterns.length,
      patternBytes: bytes,
      compileMs: Math.round(compiled),
      tableMB: Math.round(tables),
      medianMBs: Math.round(speeds[3] ?? 0),
      bestMBs: Math.round(speeds[6] ?? 0),
    }),
  );
}

function megabytesPerSecond(index: SecretIndex, text: Uint8Array): number {
  const masker = new Masker(index);
  const start = process.cpuUsage();
  let out = 0;
  for (let at = 0; at < text.length; at += 65_536)
    for (const piece of masker.write(text.subarray(at, at + 65_536))) out += piece.length;
  for (const piece of masker.end()) out += piece.length;
  if (out !== text.length) throw new Error('the text holds a secret');
  const { user, system } = process.cpuUsage(start);
  return text.length / (user + system);
}
