import { Transform } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { SecretValue } from '../../../src/core/secret-value.js';
import { exitCodeOf } from '../../../src/inject/child/child-end.js';
import { type ChildRequest, runChild } from '../../../src/inject/child/run-child.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { madeUp } from './made-up-secret.js';
import { makeHost, type TestHost } from './test-host.js';

const SECRET = madeUp('run-child');
const PATH = process.env.PATH ?? '';

function requestFor(script: string, changes: Partial<ChildRequest> = {}): ChildRequest {
  const secrets = new SecretIndex();
  secrets.add(SECRET);
  return {
    command: ['sh', '-c', script],
    cwd: '/',
    env: { PATH, SECRET },
    // Nobody types here.
    input: new SecretValue('nothing'),
    terminal: 'off',
    secrets,
    ...changes,
  };
}

async function shell(script: string, changes: Partial<ChildRequest> = {}, at: TestHost = makeHost()) {
  const outcome = await runChild(requestFor(script, changes), at.host);
  return { ...outcome, code: exitCodeOf(outcome.end), stdout: at.text('stdout'), stderr: at.text('stderr') };
}

/** Resolves when the command has said this. */
async function heard(at: TestHost, text: string): Promise<void> {
  while (!at.text('stdout').includes(text)) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('output', () => {
  test('is masked on both streams, and counted', async () => {
    const result = await shell('echo "a $SECRET b"; printf %s "$SECRET" | base64 >&2');
    expect(result.stdout).toBe('a *** b\n');
    expect(result.stderr).not.toContain(Buffer.from(SECRET).toString('base64'));
    expect(result.hits.stdout).toEqual([{ secret: 0, form: 'plain', count: 1 }]);
    expect(result.hits.stderr).toEqual([{ secret: 0, form: 'base64', count: 1 }]);
  });

  test('what one stream learns, the other masks', async () => {
    const other = madeUp('learnt');
    const result = await shell(`echo "::add-mask::${other}"; sleep 0.2; echo ${other} >&2`);
    expect(result.stderr).toBe('***\n');
  });

  test('is whole, however much it is, and binary too', async () => {
    const at = makeHost();
    await runChild(requestFor('head -c 3000000 /dev/zero; printf "\\377\\000x"'), at.host);
    expect(at.bytes('stdout').length).toBe(3_000_003);
    expect(at.bytes('stdout').subarray(-3)).toEqual(Buffer.from([0xff, 0, 0x78]));
  });

  test('is a pipe, so that /dev/stdout can be opened', async () => {
    const result = await shell('echo one > /dev/stdout; echo two > /dev/stderr; [ -p /dev/stdout ] && echo pipe');
    expect(result.stdout).toBe('one\npipe\n');
    expect(result.stderr).toBe('two\n');
  });

  test('goes through the stage behind the mask, which may keep what it gets', async () => {
    const seen: Buffer[] = [];
    const between = () =>
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          seen.push(chunk);
          done(null, chunk);
        },
      });
    const result = await shell('echo "$SECRET"; sleep 0.2; echo two; sleep 0.2; echo "$SECRET three"', { between });
    expect(result.stdout).toBe('***\ntwo\n*** three\n');
    expect(Buffer.concat(seen).toString()).toBe(result.stdout);
  });

  test('ends, and so does the command, when a stage fails', async () => {
    const between = () => new Transform({ transform: (_chunk, _encoding, done) => done(new Error('the stage fails')) });
    await expect(shell('yes', { between })).rejects.toThrow('the stage fails');
  });

  test('the command gets SIGPIPE when our reader is gone', async () => {
    const at = makeHost();
    const running = runChild(requestFor('', { command: ['yes'] }), at.host);
    setTimeout(() => at.host.stdout.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' })), 100);
    expect((await running).end).toEqual({ kind: 'killed', signal: 'SIGPIPE' });
  });

  test('a grandchild that keeps the pipe open does not hold us up', async () => {
    const started = performance.now();
    const result = await shell('sleep 90 & echo started');
    expect(result.stdout).toBe('started\n');
    expect(result.code).toBe(0);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test('what was held back is out when the pipe is cut', async () => {
    const beginning = SECRET.slice(0, 4);
    const result = await shell(`printf %s ${beginning}; sleep 90 & exit 0`);
    expect(result.stdout).toBe(beginning);
  });
});

describe('the end', () => {
  test.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['kill -9 $$', 137],
    ['kill -TERM $$', 143],
    ['exit 255', 255],
  ])('%s is %d', async (script, code) => {
    expect((await shell(script)).code).toBe(code);
  });

  test('a command that is not there, or is no program', async () => {
    const run = (command: string[]) => runChild(requestFor('', { command }), makeHost().host);
    await expect(run(['/no/such/program'])).rejects.toMatchObject({ code: 'COMMAND_NOT_FOUND' });
    await expect(run(['/'])).rejects.toMatchObject({ code: 'COMMAND_NOT_RUN' });
  });

  test('leaves no listener and nothing to do', async () => {
    const at = makeHost();
    await shell('exit 0', {}, at);
    expect(at.listening()).toEqual([]);
    expect(at.last.size).toBe(0);
  });
});

describe('input', () => {
  test('is the secret, and then the end', async () => {
    const result = await shell('cat', { input: new SecretValue(`${SECRET}\n`) });
    expect(result.stdout).toBe('***\n');
  });

  test('a command that does not read is no error', async () => {
    const result = await shell('exec 0<&-; sleep 0.1; exit 3', { input: new SecretValue('x'.repeat(1_000_000)) });
    expect(result.code).toBe(3);
  });
});

describe('signals', () => {
  test.each(['SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGWINCH'] as const)(
    '%s reaches the command',
    async (signal) => {
      const at = makeHost();
      const name = signal.slice(3);
      const running = shell(
        `trap 'echo got ${name}; exit 5' ${name}; echo ready; while :; do sleep 0.05; done`,
        {},
        at,
      );
      await heard(at, 'ready');
      at.send(signal);
      const result = await running;
      expect(result.stdout).toContain(`got ${name}`);
      expect(result.code).toBe(5);
    },
  );

  test('reach the whole group', async () => {
    const at = makeHost();
    const running = shell(
      `sh -c 'trap "echo inner; exit" TERM; echo ready; while :; do sleep 0.05; done'; echo end`,
      {},
      at,
    );
    await heard(at, 'ready');
    at.send('SIGTERM');
    expect((await running).stdout).toContain('inner');
  });

  test('one TERM leaves a command time, a second one kills the group after a grace', async () => {
    const at = makeHost();
    const running = shell(`trap 'echo no' TERM; echo ready; while :; do sleep 0.05; done`, { grace: 50 }, at);
    await heard(at, 'ready');
    at.send('SIGTERM');
    await heard(at, 'no');
    at.send('SIGTERM');
    expect((await running).end).toEqual({ kind: 'killed', signal: 'SIGKILL' });
  });

  test('TSTP stops the command and us, CONT continues it', async () => {
    const at = makeHost();
    const running = shell('echo $$; echo ready; read line < /dev/null; sleep 0.3; echo done', {}, at);
    await heard(at, 'ready');
    at.send('SIGTSTP');
    while (at.suspended.count === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    at.send('SIGCONT');
    const result = await running;
    expect(result.stdout).toContain('done');
    expect(at.suspended.count).toBe(1);
  });

  test('after the command has ended, TERM ends the waiting for a reader that does not read', async () => {
    const stuck = new Transform({ highWaterMark: 1, transform: () => undefined });
    const at = makeHost({ stdout: stuck });
    let pid = 0;
    const onStart: ChildRequest['onStart'] = (child) => {
      pid = child.pid;
    };
    const running = runChild(requestFor('head -c 60000 /dev/zero', { onStart }), at.host);
    let isDone = false;
    void running.finally(() => {
      isDone = true;
    });
    while (pid === 0 || isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
    while (!isDone) {
      at.send('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(exitCodeOf((await running).end)).toBe(0);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a terminal', () => {
  test('is what the command gets if asked for, and is masked', async () => {
    const result = await shell('test -t 0 && test -t 1 && test -t 2 && tty; echo "$SECRET"', { terminal: 'on' });
    expect(result.stdout).toMatch(/^\/dev\/\S+\r\n\*\*\*\r\n$/);
  });

  test('passes the end on', async () => {
    expect((await shell('exit 9', { terminal: 'on' })).code).toBe(9);
    expect((await shell('kill -9 $$', { terminal: 'on' })).end).toEqual({ kind: 'killed', signal: 'SIGKILL' });
  });

  test('shows a question that could be the start of a secret', async () => {
    const at = makeHost();
    const running = shell(`printf %s ${SECRET.slice(0, 3)}; sleep 1`, { terminal: 'on' }, at);
    await heard(at, SECRET.slice(0, 3));
    await running;
  });

  test('with auto there is none where we have none', async () => {
    expect((await shell('test -t 1 && echo terminal || echo pipe', { terminal: 'auto' })).stdout).toBe('pipe\n');
  });
});
