import { describe, expect, test } from 'vitest';
import { maskedError } from '../../../src/cli/run/masked-error.js';
import { drillExitCode, drillLines } from '../../../src/cli/run/tell-drill.js';
import { maskedLines, runExitCode, sweepLines } from '../../../src/cli/run/tell-outcome.js';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import type { DrillOutcome } from '../../../src/inject/drill/drill.js';
import type { RunOutcome } from '../../../src/inject/run/run-outcome.js';

const CLEAN: RunOutcome = { secrets: [], masked: [], leases: 'given-back', end: { kind: 'exited', code: 0 } };
const HIT = { name: 'A', form: 'plain', count: 1, path: '/x' } as const;
const LEFT = { hits: [HIT], searched: 1, missed: [] };

describe('the exit code', () => {
  const cases: readonly (readonly [string, Partial<RunOutcome>, number])[] = [
    ['clean', {}, 0],
    ['the command failed', { end: { kind: 'exited', code: 7 }, sweep: LEFT, leases: 'failed' }, 7],
    ['the command was killed', { end: { kind: 'killed', signal: 'SIGKILL' } }, 137],
    ['stopped before', { stoppedBy: 'SIGINT' }, 130],
    ['a secret is left', { sweep: LEFT, leases: 'failed' }, 1],
    ['something failed while it ran', { failure: new Error('x'), sweep: LEFT }, 4],
    ['not given back', { leases: 'failed' }, 4],
  ];
  test.each(cases)('%s', (_, changes, code) => {
    expect(runExitCode({ ...CLEAN, ...changes }, 'fail')).toBe(code);
  });

  test('what is not given back may be a warning', () => {
    expect(runExitCode({ ...CLEAN, leases: 'failed' }, 'warn')).toBe(0);
    expect(runExitCode({ ...CLEAN, leases: 'failed', sweep: LEFT }, 'warn')).toBe(1);
  });
});

describe('what is said', () => {
  test('of files, with what to do', () => {
    expect(
      sweepLines({ sweep: { ...LEFT, hits: [HIT, { ...HIT, form: 'base64', count: 3 }], missed: ['"/y": EACCES'] } }),
    ).toEqual([
      'error: the command left the secret "A" in "/x" (plain)',
      'error: the command left the secret "A" in "/x" (base64, 3 times)',
      'hint: remove it before it is uploaded or committed, and replace the secret',
      'note: not searched for secrets: "/y": EACCES',
    ]);
    expect(sweepLines({})).toEqual([]);
    expect(sweepLines({ sweep: { ...LEFT, hits: [] } })).toEqual([]);
  });

  test('of very many files, how many', () => {
    const lines = sweepLines({ sweep: { ...LEFT, hits: Array.from({ length: 50 }, () => HIT) } });
    expect(lines).toHaveLength(22);
    expect(lines[20]).toBe('error: and in 30 more places');
  });

  test('of masks, how often', () => {
    const hit = { stream: 'stdout', name: 'A', form: 'plain', count: 1 } as const;
    expect(maskedLines({ masked: [hit, { ...hit, count: 2, form: 'hex' }] })).toEqual([
      'note: masked "A" in stdout once (plain)',
      'note: masked "A" in stdout 2 times (hex)',
    ]);
  });
});

describe('a drill', () => {
  const drilled = (changes: Partial<DrillOutcome> = {}): DrillOutcome => ({
    ...CLEAN,
    names: ['A', 'B'],
    traces: [],
    ...changes,
  });
  const TRACE = { name: 'B', form: 'reversed', count: 2, place: 'stdout' } as const;

  test('that found nothing passes', () => {
    expect(drillExitCode(drilled())).toBe(0);
    expect(drillLines(drilled()).at(-1)).toBe('drill passed: nothing of 2 secrets got out; 0 files searched');
    expect(drillLines(drilled())).toContain('note: never seen in any output or file: A, B');
  });

  test('that found traces or files fails, and says where and what to do', () => {
    const outcome = drilled({
      traces: [TRACE],
      sweep: { ...LEFT, hits: [{ ...HIT, path: '/tmp/_runner_file_commands/set_env_1' }] },
    });
    const lines = drillLines(outcome);
    expect(drillExitCode(outcome)).toBe(1);
    expect(lines).toContain('error: "B" got out in "stdout", reversed: 2 times');
    expect(lines.find((line) => line.includes('set_env_1": later steps read that file'))).toBeDefined();
    expect(lines.at(-1)).toBe('drill failed: secrets got out in 2 places');
    expect(lines.some((line) => line.startsWith('note: never seen'))).toBe(false);
  });

  test('keeps the code of a command that failed', () => {
    expect(drillExitCode(drilled({ traces: [TRACE], end: { kind: 'exited', code: 9 } }))).toBe(9);
    expect(drillExitCode(drilled({ traces: [TRACE] }))).toBe(1);
  });
});

describe('an error', () => {
  const mask = (text: string) => text.replaceAll('hunter2', '***');

  test('is told without secrets, in all its parts', () => {
    const problems = [new KeepmumError('STORE_FAILED', 'inner hunter2')];
    const error = new KeepmumError('STORE_FAILED', 'outer hunter2', { hints: ['try hunter2'], problems });
    const masked = maskedError(error, mask) as KeepmumError;
    expect([masked.message, ...masked.hints, masked.problems[0]?.message]).toEqual([
      'outer ***',
      'try ***',
      'inner ***',
    ]);
    expect(masked.code).toBe('STORE_FAILED');
  });

  test('that is not ours stays: its words are not shown', () => {
    const error = new TypeError('x');
    expect(maskedError(error, mask)).toBe(error);
  });
});
