import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineSettings } from '../../../src/scan/request.js';
import type { WorkerAnswer } from '../../../src/scan/threads/worker-message.js';
import { WorkerPool } from '../../../src/scan/threads/worker-pool.js';
import { folderWith } from '../../config/temporary-folder.js';
import { githubToken } from '../../fixtures/made-up-tokens.js';
import { requestFor } from '../scan-request.js';

const NEVER = Number.POSITIVE_INFINITY;
const pools: WorkerPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function settingsFor(changes: Partial<EngineSettings> = {}): EngineSettings {
  const { rules, binary, maxFileSize, values, inlineAllow, lineHashes } = requestFor(['.']);
  return { rules, binary, maxFileSize, values, inlineAllow, lineHashes, ...changes };
}

function startPool(size: number, settings = settingsFor(), deadline = NEVER) {
  const answers: WorkerAnswer[] = [];
  const limits = { maxFileSize: settings.maxFileSize, deadline, roots: [] };
  const pool = new WorkerPool(size, { settings, limits }, (answer) => answers.push(answer));
  pools.push(pool);
  return { pool, answers };
}

/** Offers until a thread takes it. */
async function submit(pool: WorkerPool, paths: readonly string[]): Promise<void> {
  while (!pool.offer(paths)) await setTimeout(1);
}

describe('WorkerPool', () => {
  it('reads every file of every batch, once', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `f${at}`);
    const folder = folderWith(Object.fromEntries(names.map((name, at) => [name, `${githubToken(at)}\n`])));
    const { pool, answers } = startPool(3);
    for (let at = 0; at < 60; at += 7)
      await submit(
        pool,
        names.slice(at, at + 7).map((name) => join(folder, name)),
      );
    await pool.drain();
    const read = answers.flatMap(({ result }) => result.discoveries.map(({ path }) => path));
    expect(read.sort()).toEqual(names.map((name) => join(folder, name)).sort());
    expect(answers).toHaveLength(9);
    expect(new Set(answers.map(({ regexEngine }) => regexEngine))).toEqual(new Set(['re2']));
    expect(answers.reduce((sum, { result }) => sum + result.files, 0)).toBe(60);
  });

  it('takes nothing before a thread is up, and no more than two batches for each', async () => {
    const folder = folderWith({ 'large.txt': 'word '.repeat(4_000_000) });
    const path = join(folder, 'large.txt');
    const { pool, answers } = startPool(1);
    expect(pool.offer([path])).toBe(false);
    await submit(pool, [path]);
    expect(pool.offer([path])).toBe(true);
    expect(pool.offer([path])).toBe(false);
    expect(answers).toHaveLength(0);
    await pool.drain();
    expect(answers).toHaveLength(2);
    expect(pool.offer([path])).toBe(true);
  });

  it('does not wait for threads that have nothing: it is drained before they are up', async () => {
    const { pool } = startPool(2);
    await pool.drain();
    expect(pool.offer([])).toBe(false);
  });

  it('gives the settings to its threads', async () => {
    const folder = folderWith({ 'a.bin': `\0\u0001 ${githubToken(1)}`, 'b.txt': githubToken(2) });
    const paths = [join(folder, 'a.bin'), join(folder, 'b.txt')];
    const { pool, answers } = startPool(1, settingsFor({ values: 'revealed', maxFileSize: 41 }));
    await submit(pool, paths);
    await pool.drain();
    expect(answers[0]?.result).toMatchObject({ files: 1, skipped: { 'too-large': 1 } });
    expect(answers[0]?.result.discoveries[0]?.discoveries[0]?.revealed).toBe(githubToken(2));
  });

  it('names what it could not read, and what the time did not suffice for', async () => {
    const folder = folderWith({ 'a.txt': 'x' });
    const { pool, answers } = startPool(1);
    await submit(pool, [join(folder, 'none'), join(folder, 'a.txt', 'below')]);
    await pool.drain();
    expect(answers[0]?.result.missed.map(({ reason }) => reason)).toEqual(['vanished', 'vanished']);
    const late = startPool(1, settingsFor(), Date.now() - 1);
    await submit(late.pool, [join(folder, 'a.txt')]);
    await late.pool.drain();
    expect(late.answers[0]?.result).toMatchObject({ files: 0, missed: [{ reason: 'time-limit' }] });
  });

  it('fails, rather than wait for ever, when a thread dies', async () => {
    const noRules = { rules: undefined, allowlists: [], hash: '' } as unknown as EngineSettings['rules'];
    const { pool } = startPool(2, settingsFor({ rules: noRules }));
    await expect(submit(pool, ['/nonexistent'])).rejects.toThrow(TypeError);
    await expect(pool.drain()).rejects.toThrow(TypeError);
  });

  it('an engine that fails at a file is a miss of that file, never silence', async () => {
    const [rule] = settingsFor().rules.rules;
    if (rule === undefined) throw new Error('no rule to break');
    const broken = {
      rules: [{ ...rule, regex: '(', keywords: ['broken'], tails: [], spellings: [] }],
      allowlists: [],
      hash: 'broken',
    };
    const folder = folderWith({ 'a.txt': 'this is broken\n', 'b.txt': 'this is not\n' });
    const { pool, answers } = startPool(1, settingsFor({ rules: broken }));
    await submit(pool, [join(folder, 'a.txt'), join(folder, 'b.txt')]);
    await pool.drain();
    expect(answers[0]?.result).toMatchObject({
      files: 1,
      missed: [{ path: join(folder, 'a.txt'), reason: 'unreadable' }],
    });
  });

  it('ends in the middle of its work when it is closed', async () => {
    const folder = folderWith({ 'large.txt': 'word '.repeat(4_000_000) });
    const { pool, answers } = startPool(1);
    await submit(pool, [join(folder, 'large.txt')]);
    await pool.close();
    expect(answers.length).toBeLessThanOrEqual(1);
  });
});
