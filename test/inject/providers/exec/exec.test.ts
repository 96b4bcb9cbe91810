import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execProvider } from '../../../../src/inject/providers/exec/exec.js';
import type { ExecCommand } from '../../../../src/inject/providers/exec/exec-command.js';
import { readAll } from '../read-all.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-exec-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GENEROUS = { timeLimit: 60_000, maxOutput: 1024 };

/** A command that runs this program text in node, with what comes after it as arguments. */
const node = (program: string, ...words: string[]): ExecCommand => ({
  argv: [process.execPath, '-e', program, ...words],
  ...GENEROUS,
});
const shell = (script: string): ExecCommand => ({ argv: ['sh', '-c', script], ...GENEROUS });

function provider(commands: Readonly<Record<string, ExecCommand>>, more: Readonly<Record<string, string>> = {}) {
  return execProvider(new Map(Object.entries(commands)), { folder, environment: { PATH: process.env.PATH, ...more } });
}

async function errorOf(commands: Readonly<Record<string, ExecCommand>>, reference: string) {
  const [answer] = await readAll(provider(commands), [reference]);
  return answer?.error;
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    // A killed process whose parent is gone stays until init collects it.
    if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return true;
    await delay(20);
  }
  return false;
}

describe('exec://', () => {
  test('is what the command prints, without one line end', async () => {
    const commands = { one: shell("printf 'made-up-1\\n'"), two: shell("printf ' a\\nb\\n\\n'") };
    expect(await readAll(provider(commands), ['exec://one', 'exec://two'])).toMatchObject([
      { whole: 'made-up-1' },
      { whole: ' a\nb\n' },
    ]);
  });

  test('has the members of a JSON object as keys', async () => {
    const commands = { pair: shell(`echo '{"user":"ann","password":"made-up-2"}'`) };
    expect(await readAll(provider(commands), ['exec://pair'])).toMatchObject([
      { fields: { user: 'ann', password: 'made-up-2' } },
    ]);
  });

  test('puts its path into arguments as it is, with no shell between', async () => {
    const commands = {
      echo: node('console.log(JSON.stringify(process.argv.slice(1)))', 'op://{path}', '--x={path}', '{}'),
    };
    const path = `a b/$(id);'"&*$&{path}`;
    const [answer] = await readAll(provider(commands), [`exec://echo/${encodeURIComponent(path)}`]);
    expect(JSON.parse(answer?.whole ?? '')).toEqual([`op://${path}`, `--x=${path}`, '{}']);
  });

  test('runs in the folder of the configuration, with our environment and no input', async () => {
    const commands = {
      where: node('console.log(process.cwd(), process.env.LOGIN, require("fs").readFileSync(0).length)'),
    };
    const [answer] = await readAll(provider(commands, { LOGIN: 'made-up-3' }), ['exec://where']);
    expect(answer?.whole).toBe(`${folder} made-up-3 0`);
  });

  test('asks several commands at once, and one failure is its own', async () => {
    const commands = { good: shell('echo made-up-4'), bad: shell('exit 3') };
    const answers = await readAll(provider(commands), ['exec://bad', 'exec://good']);
    expect(answers.map(({ whole, error }) => whole ?? error?.code)).toEqual(['STORE_FAILED', 'made-up-4']);
  });
});

describe('a command that fails', () => {
  test.each([
    ['an exit code', shell('echo made-up-5; echo made-up-6 >&2; exit 3'), '"sh" ended with exit code 3'],
    ['a signal', shell('kill -9 $$'), '"sh" ended with SIGKILL'],
    ['a missing program', { ...GENEROUS, argv: ['no-such-program-at-all'] }, '"no-such-program-at-all" was not found'],
    ['no permission', { ...GENEROUS, argv: ['/etc/passwd'] }, '"passwd" could not be started: EACCES'],
    ['too much output', { ...shell('yes made-up-7'), maxOutput: 100 }, '"sh" printed more than 100 bytes'],
    ['taking too long', { ...shell('sleep 60'), timeLimit: 50 }, '"sh" took longer than 50 ms'],
    ['nothing printed', shell('echo'), 'the command printed nothing'],
  ])('with %s is reported without its output', async (_, command, found) => {
    const error = await errorOf({ it: command }, 'exec://it');
    expect(error?.message).toBe(`cannot read "exec://it": ${found}`);
    expect(JSON.stringify([error?.message, error?.hints, `${error?.cause}`])).not.toContain('made-up');
  });

  test('prints exactly as much as it may', async () => {
    const [answer] = await readAll(provider({ it: { ...shell('printf 12345'), maxOutput: 5 } }), ['exec://it']);
    expect(answer?.whole).toBe('12345');
  });

  test('takes along what it has started', async () => {
    const pidFile = join(folder, 'grandchild');
    const command = shell(`sleep 300 & echo $! > ${pidFile}; yes`);
    expect((await errorOf({ it: command }, 'exec://it'))?.message).toContain('printed more than');
    expect(await isGone(Number(readFileSync(pidFile, 'utf8')))).toBe(true);
  });

  test('is ended when we are', async () => {
    const controller = new AbortController();
    const started = join(folder, 'started');
    const reading = readAll(
      provider({ it: shell(`echo $$ > ${started}.new; mv ${started}.new ${started}; sleep 300`) }),
      ['exec://it'],
      controller.signal,
    );
    while (!existsSync(started)) await delay(20);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    expect(await isGone(Number(readFileSync(started, 'utf8')))).toBe(true);
  });
});

test('a helper that keeps the output open does not keep us waiting', async () => {
  writeFileSync(join(folder, 'helper.sh'), 'sleep 20 & echo $! > helper.pid; echo made-up-8');
  const [answer] = await readAll(provider({ it: { ...GENEROUS, argv: ['sh', 'helper.sh'] } }), ['exec://it']);
  expect(answer?.whole).toBe('made-up-8');
  process.kill(Number(readFileSync(join(folder, 'helper.pid'), 'utf8')), 0);
  process.kill(Number(readFileSync(join(folder, 'helper.pid'), 'utf8')));
});

describe('a reference that does not fit its command', () => {
  const commands = { op: node('', 'op://{path}'), first: node('', '{path}'), plain: node('') };

  test.each([
    ['exec://pp', 'keepmum.toml declares no command "pp"', 'did you mean "op"?'],
    [
      'exec://doppler',
      'keepmum.toml declares no command "doppler"',
      'declare it: [secrets.exec.doppler] command = ["…"]',
    ],
    ['exec://op', 'the command takes a path, expected exec://op/PATH', undefined],
    ['exec://op/', 'the command takes a path, expected exec://op/PATH', undefined],
    ['exec://plain/a', 'the command has no "{path}", expected exec://plain', undefined],
    ['exec://first/--help', 'the path begins with "-", which the program would take for an option', undefined],
  ])('%s', async (reference, found, hint) => {
    const error = await errorOf(commands, reference);
    expect(error).toMatchObject({ code: 'REFERENCE_INVALID', message: `cannot read "${reference}": ${found}` });
    expect(error?.hints[0]).toBe(hint);
  });
});
