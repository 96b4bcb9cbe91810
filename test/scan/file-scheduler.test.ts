import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileScheduler } from '../../src/scan/file-scheduler.js';
import { createInspector, type ReadyInspector } from '../../src/scan/inspect/create-inspector.js';
import { Tally } from '../../src/scan/tally.js';
import { folderWith } from '../config/temporary-folder.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { requestFor } from './scan-request.js';

const RULES = { rules: [], hash: '' };

/** A scheduler, and how often it built an engine in this thread. */
function makeScheduler(jobs: number, deadline = Number.POSITIVE_INFINITY) {
  const request = requestFor(['.'], { jobs });
  const tally = new Tally();
  let engines = 0;
  let ready: ReadyInspector | undefined;
  const inspectorOf = () => {
    engines++;
    ready ??= createInspector(request);
    return ready;
  };
  let told = 0;
  const scheduler = new FileScheduler(request, deadline, tally, inspectorOf, () => told++);
  return { scheduler, tally, used: () => engines, told: () => told };
}

function manyFiles(count: number, bytes: number): string[] {
  const names = Array.from({ length: count }, (_, at) => `f${at}`);
  const folder = folderWith(
    Object.fromEntries(names.map((name, at) => [name, `${'word '.repeat(bytes / 5)}\n${githubToken(at)}\n`])),
  );
  return names.map((name) => join(folder, name));
}

describe('FileScheduler', () => {
  it('reads a few files itself, with no thread started', async () => {
    const paths = manyFiles(5, 10);
    const { scheduler, tally, used, told } = makeScheduler(8);
    await scheduler.read(paths);
    await scheduler.finish();
    expect([used(), told()]).toEqual([1, 0]);
    expect(tally.progress.files).toBe(5);
    await scheduler.close();
  });

  it('builds no engine when there is nothing to read', async () => {
    const { scheduler, tally, used } = makeScheduler(2);
    await scheduler.read([]);
    await scheduler.finish();
    await scheduler.close();
    expect([used(), tally.progress.files]).toEqual([0, 0]);
  });

  it('hands over to threads when there is more, and nothing is read twice or not at all', async () => {
    const paths = manyFiles(600, 100_000);
    const { scheduler, tally, used, told } = makeScheduler(2);
    await scheduler.read(paths.slice(0, 300));
    await scheduler.read(paths.slice(300));
    await scheduler.finish();
    await scheduler.close();
    // This thread has a part of its own, of at least one file at a time.
    expect(used()).toBeGreaterThan(0);
    expect(used()).toBeLessThan(600);
    expect(told()).toBe(1);
    expect(tally.discoveries.map(({ path }) => path).sort()).toEqual([...paths].sort());
    expect(tally.coverage(RULES)).toMatchObject({ state: 'complete', files: 600 });
  });

  it('one job is this thread alone, however much there is', async () => {
    const paths = manyFiles(300, 100_000);
    const { scheduler, tally, used, told } = makeScheduler(1);
    await scheduler.read(paths);
    await scheduler.finish();
    await scheduler.close();
    expect(used()).toBeGreaterThan(1);
    expect(told()).toBe(1);
    expect(tally.progress.files).toBe(300);
  });

  it('lets others have their turn between batches', async () => {
    const paths = manyFiles(300, 1000);
    const { scheduler } = makeScheduler(1);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await scheduler.read(paths);
    clearInterval(timer);
    await scheduler.close();
    expect(turns).toBeGreaterThan(0);
  });

  it('knows the deadline, in this thread and in others', async () => {
    const paths = manyFiles(200, 10);
    for (const jobs of [1, 2]) {
      const { scheduler, tally } = makeScheduler(jobs, Date.now() - 1);
      await scheduler.read(paths);
      await scheduler.finish();
      await scheduler.close();
      expect(tally.coverage(RULES)).toMatchObject({ state: 'incomplete', files: 0, missedCount: 200 });
    }
  });
});
