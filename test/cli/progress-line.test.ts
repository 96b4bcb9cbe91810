import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/cli/progress-line.js';
import { makeWorld } from './test-world.js';

const terminal = { audience: { stdout: 'other', stderr: 'terminal' } } as const;
const ERASE = '\r\u001b[K';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing in the first half second', () => {
  const { world, stderr } = makeWorld(terminal);
  const line = startProgress(world, 'shown');
  line.update({ files: 10, bytes: 10 });
  vi.advanceTimersByTime(499);
  line.end();
  vi.advanceTimersByTime(5000);
  expect(stderr()).toBe('');
});

test('then one line, rewritten, and erased at the end', () => {
  const { world, stderr, listeners } = makeWorld(terminal);
  const line = startProgress(world, 'shown');
  line.update({ files: 1234, bytes: 5_600_000 });
  vi.advanceTimersByTime(500);
  expect(stderr()).toMatch(/^\r\u001b\[Kscanning: 1,234 files, 5\.6 MB in \d+ s$/);
  line.update({ files: 2000, bytes: 9_000_000 });
  vi.advanceTimersByTime(100);
  expect(stderr()).toContain(`${ERASE}scanning: 2,000 files, 9.0 MB`);
  expect(listeners()).toBe(1);
  line.end();
  expect(stderr().endsWith(ERASE)).toBe(true);
  expect(stderr()).not.toContain('\n');
  expect(listeners()).toBe(0);
});

test('an interrupt erases it', () => {
  const { world, stderr, interrupt } = makeWorld(terminal);
  startProgress(world, 'shown');
  vi.advanceTimersByTime(600);
  interrupt();
  expect(stderr().endsWith(ERASE)).toBe(true);
});

test('never wider than the terminal, which would leave lines behind', () => {
  const { world, stderr } = makeWorld({ ...terminal, columns: 20 });
  startProgress(world, 'shown').update({ files: 123_456_789, bytes: 1 });
  vi.advanceTimersByTime(500);
  expect(stderr().replaceAll(ERASE, '')).toHaveLength(19);
});

describe('never', () => {
  test.each([
    ['in a CI job', { ...terminal, env: { CI: 'true' } }, 'shown'],
    ['in a file or pipe', { audience: { stdout: 'terminal', stderr: 'other' } }, 'shown'],
    ['when it is not wished for', terminal, 'hidden'],
  ] as const)('%s', (_where, changes, wish) => {
    const { world, stderr } = makeWorld(changes);
    const line = startProgress(world, wish);
    vi.advanceTimersByTime(2000);
    line.end();
    expect(stderr()).toBe('');
  });
});
