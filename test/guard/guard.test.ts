import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGuard, type GuardOptions } from '../../src/guard/guard.js';
import { SecretIndex } from '../../src/mask/secret-index.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { rules } from './guarded.js';

const [token, other] = [githubToken(1), githubToken(2)];
const assignment = `password = "${base62('password', 18)}"\n`;

function makeGuard(changes: Partial<GuardOptions> = {}, known: readonly string[] = []) {
  const secrets = new SecretIndex();
  for (const secret of known) secrets.add(secret);
  const defaults = { confidence: 'medium', severity: 'low', inlineAllow: 'honoured', values: 'hidden' } as const;
  return createGuard({ ...defaults, secrets, rules, hold: 'never', ...changes });
}

/** Every piece as it comes out. */
function collect(stream: Readable): string[] {
  const pieces: string[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  return pieces;
}

describe('one guard for the streams of a run', () => {
  it('masks what is known and what is found, and tells only of what was not known', async () => {
    const guard = makeGuard({}, ['wind-mill-77']);
    const stream = guard.stream('stdout');
    stream.end(`uses wind-mill-77\nand ${token}\n`);
    expect(await text(stream)).toBe('uses ***\nand ***\n');
    const { findings, hits, coverage, shownInPart } = guard.result();
    expect(findings).toMatchObject([
      { rule: 'github-personal-access-token', occurrences: [{ path: 'stdout', line: 2 }] },
    ]);
    expect(hits).toEqual([{ secret: 0, form: 'plain', count: 1 }]);
    expect(coverage).toMatchObject({ state: 'complete', files: 1, bytes: `uses ***\nand ${token}\n`.length });
    expect(shownInPart).toBe(0);
  });

  it('a credential in both streams is one finding; lines count in each', async () => {
    const guard = makeGuard();
    const [out, err] = [guard.stream('stdout'), guard.stream('stderr')];
    const outputs = Promise.all([text(out), text(err)]);
    // By turns: they share an engine, and nothing of one may get into the other.
    for (let turn = 0; turn < 300; turn++) {
      out.write(`${'working on it '.repeat(200)}\n`);
      err.write(turn === 200 ? `warning: ${token}\n` : `warning ${turn}\n`);
    }
    out.end(`result: ${token} ${other}\n`);
    err.end();
    const [fromOut, fromErr] = await outputs;
    expect(fromOut.endsWith('it \nresult: *** ***\n')).toBe(true);
    expect(fromErr.split('\n')[200]).toBe('warning: ***');
    const { findings, coverage } = guard.result();
    expect(findings.map(({ occurrences }) => occurrences.map(({ path, line }) => `${path}:${line}`)).sort()).toEqual([
      ['stderr:201', 'stdout:301'],
      ['stdout:301'],
    ]);
    expect(coverage.files).toBe(2);
  });

  it('what one stream is told to mask, the other masks too', async () => {
    const guard = makeGuard();
    const [out, err] = [guard.stream('stdout'), guard.stream('stderr')];
    out.end('::add-mask::fresh-value\n');
    expect(await text(out)).toBe('::add-mask::***\n');
    err.end('the fresh-value\n');
    expect(await text(err)).toBe('the ***\n');
  });

  it('a text that has been masked already is only searched', async () => {
    const guard = makeGuard({}, ['wind-mill-77']);
    const stream = guard.maskedStream('stdout');
    stream.end(`::add-mask::***\nuses *** and ${token}\n`);
    expect(await text(stream)).toBe('::add-mask::***\nuses *** and ***\n');
    expect(guard.result()).toMatchObject({ hits: [], findings: [{ occurrences: [{ path: 'stdout', line: 2 }] }] });
  });

  it('what is below the gate is shown and counted', async () => {
    const guard = makeGuard({ severity: 'critical', confidence: 'high' });
    const stream = guard.stream('stdout');
    stream.end(assignment);
    expect(await text(stream)).toBe(assignment);
    const { findings, belowGate } = guard.result();
    expect(findings).toEqual([]);
    expect(belowGate).toBe(1);
  });

  it('a stream without a byte hides nothing', async () => {
    const guard = makeGuard();
    const stream = guard.stream('stdout');
    stream.end();
    expect(await buffer(stream)).toHaveLength(0);
    expect(guard.result()).toMatchObject({ findings: [], coverage: { state: 'complete' } });
  });

  it('any bytes pass as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 31 + (at >> 8)) & 255));
    const stream = makeGuard().stream('stdout');
    for (let at = 0; at < bytes.length; at += 50_000) stream.write(bytes.subarray(at, at + 50_000));
    stream.end();
    expect((await buffer(stream)).equals(bytes)).toBe(true);
  });
});

describe('time', () => {
  it('a line and a question go out by themselves', async () => {
    const stream = makeGuard({ hold: 5 }).stream('stdout');
    for (const said of ['one line\n', 'Password: ']) {
      stream.write(said);
      expect(String((await once(stream, 'data'))[0])).toBe(said);
    }
    stream.destroy();
  });

  it('what has begun waits longer, then goes out too', async () => {
    const guard = makeGuard({ hold: 5 });
    const stream = guard.stream('stdout');
    stream.write(`login ${token.slice(0, 12)}`);
    const pieces = collect(stream);
    await once(stream, 'data');
    await once(stream, 'data');
    stream.end(`${token.slice(12)}\n`);
    await once(stream, 'end');
    expect(pieces).toEqual(['login ', token.slice(0, 12), '***\n']);
    expect(guard.result()).toMatchObject({ shownInPart: 1, findings: [{ rule: 'github-personal-access-token' }] });
  });

  it('half a known secret stays back however long it takes', async () => {
    const stream = makeGuard({ hold: 5 }, ['wind-mill-77']).stream('stdout');
    stream.write('the wind-mill');
    const pieces = collect(stream);
    await once(stream, 'data');
    await sleep(50);
    stream.end('-77');
    await once(stream, 'end');
    expect(pieces).toEqual(['the ', '***']);
  });

  it('never means that only bytes count', async () => {
    const stream = makeGuard({ hold: 'never' }).stream('stdout');
    stream.write('Password: ');
    await sleep(50);
    expect(stream.readableLength).toBe(0);
    stream.end();
    expect(await text(stream)).toBe('Password: ');
  });
});
