import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { SecretValue } from '../../../src/core/secret-value.js';
import { run } from '../../../src/inject/run/run.js';
import type { RunRequest } from '../../../src/inject/run/run-request.js';
import type { RunTools } from '../../../src/inject/run/run-tools.js';
import { madeUp } from '../child/made-up-secret.js';
import { type MadeUpRun, makeRun, secretsNamed } from './made-up-run.js';

const A = madeUp('run A');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function make(script: string, changes: Partial<RunRequest> = {}, tools: Partial<RunTools> = {}): MadeUpRun {
  const made = makeRun(script, changes, tools);
  folders.push(made.request.cwd);
  return made;
}

const start = ({ request, tools }: MadeUpRun) => run(request, tools);
const CARE: RunTools['care'] = { begin: async () => {}, attend: () => {}, end: async () => 'failed' };

describe('a run', () => {
  test('hands over, masks, says what it masked and gives back', async () => {
    const made = make('echo "$A"; printf %s "$A" >&2; [ -z "$VAULT_TOKEN" ] && exit 3');
    const outcome = await start(made);
    expect(outcome.end).toEqual({ kind: 'exited', code: 3 });
    expect(made.at.text('stdout')).toBe('***\n');
    expect(made.at.text('stderr')).toBe('***');
    expect(outcome.masked).toEqual([
      { stream: 'stdout', name: 'A', form: 'plain', count: 1 },
      { stream: 'stderr', name: 'A', form: 'plain', count: 1 },
    ]);
    expect(outcome.sweep).toEqual({ hits: [], searched: 0, missed: [] });
    expect(made.events).toEqual(['resolve', 'begin', 'attend', 'end']);
    expect(JSON.stringify(outcome)).not.toContain(A);
    expect(outcome.secrets.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  test('finds what the command left behind, by name', async () => {
    const { sweep } = await start(make('echo "$A" | base64 > out; echo "$A" > "$HOME/plain"'));
    expect(sweep?.hits.map(({ name, form }) => `${name} ${form}`).sort()).toEqual(['A base64', 'A plain']);
    expect((await start(make('echo "$A" > out', { sweep: undefined as never }))).sweep).toBeUndefined();
  });

  test('hands over files and pipes by their names, and removes them', async () => {
    const deliveries = new Map([['A', 'file' as const]]);
    const made = make('[ "$(stat -c %a "$A")" = 600 ] && cat "$A"; echo "$A" >&2', { deliveries });
    await start(made);
    expect(made.at.text('stdout')).toBe('***');
    expect(existsSync(made.at.text('stderr').trim())).toBe(false);
  });

  test('a name with a star delivers all that begin so', async () => {
    const deliveries = new Map([['DB_*', 'file' as const]]);
    const tools = { resolve: async () => secretsNamed(['DB_USER', 'B', 'DBX']) };
    const made = make('[ -f "$DB_USER" ] && [ ! -f "$DBX" ] && echo yes', { deliveries }, tools);
    await start(made);
    expect(made.at.text('stdout')).toBe('yes\n');
  });

  test('gives a secret on standard input, and others in no way of their own', async () => {
    const deliveries = new Map([['B', 'none' as const]]);
    const made = make('read line; [ -n "$line" ] && [ -z "$B" ] && echo "$line"', { deliveries, input: 'B' });
    await start(made);
    expect(made.at.text('stdout')).toBe('***\n');
  });

  test('what is no secret is handed over and not masked', async () => {
    const made = make('echo "$A"', { unmasked: ['A'] });
    await start(made);
    expect(made.at.text('stdout')).toBe(`${A}\n`);
  });

  test('a value that comes later is masked before the command has it', async () => {
    const made = make('while [ "$(head -c 5 "$A")" != later ]; do sleep 0.05; done; cat "$A"', {
      deliveries: new Map([['A', 'file' as const]]),
    });
    const running = start(made);
    while (made.control.now === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(made.control.now.replaceFile('A', new SecretValue(`later ${madeUp('later')}`))).toBe(true);
    const outcome = await running;
    expect(made.at.text('stdout')).toBe('***');
    expect(outcome.masked).toEqual([{ stream: 'stdout', name: 'A', form: 'plain', count: 1 }]);
  });

  test('exports, and does not take that for a leak', async () => {
    const file = join(make('').request.cwd, 'github_env');
    writeFileSync(file, 'OLD=1\n');
    const { cwd } = make('').request;
    const made = make('echo X=1 >> github_env; cat secrets.env > copy', {
      cwd,
      sweep: { files: [join(cwd, 'github_env')], artefacts: [], sources: [], tree: cwd },
      exports: [
        { kind: 'github', files: [join(cwd, 'github_env')] },
        { kind: 'dotenv', file: join(cwd, 'secrets.env') },
      ],
    });
    const { sweep } = await start(made);
    expect(sweep?.hits.map(({ path }) => path.slice(cwd.length + 1))).toEqual(['copy', 'copy']);
    expect(readFileSync(join(cwd, 'secrets.env'), 'utf8')).toContain(`A=${A}\n`);
    expect(readFileSync(join(cwd, 'github_env'), 'utf8')).toContain(`\n${A}\n`);
  });

  test('registers masks with the host before the command starts', async () => {
    const made = make('true', { ciHost: 'github' });
    const channel = make('').at;
    await run(made.request, { ...made.tools, host: { ...made.at.host, commands: channel.host.stdout } });
    expect(channel.text('stdout')).toContain(`::add-mask::${A}\n`);
  });
});

describe('what keeps a command from being started', () => {
  const cases: readonly (readonly [string, Partial<RunRequest>, Partial<RunTools>, string])[] = [
    ['a command that is not there', { command: ['/no/such'] }, {}, 'COMMAND_NOT_FOUND'],
    ['a secret on the command line', { command: ['echo', '{{A}}'] }, {}, 'REFUSED'],
    ['no such secret for the input', { input: 'C' }, {}, 'USAGE'],
    [
      'a template that is not there',
      { templates: [{ path: '/none', target: { variable: 'T' } }] },
      {},
      'PATH_NOT_FOUND',
    ],
    ['a place that cannot be exported to', { exports: [{ kind: 'json', file: '/none/x' }] }, {}, 'OUTPUT_FAILED'],
    [
      'a secret that cannot be fetched',
      {},
      { resolve: async () => ({ ...secretsNamed(['A']), problem: new KeepmumError('STORE_DENIED', 'no') }) },
      'STORE_DENIED',
    ],
    [
      'a secret that cannot be masked',
      {},
      {
        resolve: async () => {
          const { secrets } = secretsNamed(['A']);
          return { secrets: secrets.map((one) => ({ ...one, value: new SecretValue('ab') })), leases: [] };
        },
      },
      'REFUSED',
    ],
  ];

  test.each(cases)('%s; what was lent is given back', async (_, changes, tools, code) => {
    const before = readdirSync('/dev/shm').filter((name) => name.startsWith('keepmum-'));
    const made = make('echo started', { deliveries: new Map([['A', 'file' as const]]), ...changes }, tools);
    await expect(start(made)).rejects.toMatchObject({ code });
    expect(made.at.text('stdout')).toBe('');
    expect(made.events).toContain('end');
    expect(made.events).not.toContain('attend');
    expect(made.at.listening()).toEqual([]);
    expect(made.at.last.size).toBe(0);
    const after = readdirSync('/dev/shm').filter((name) => name.startsWith('keepmum-') && !before.includes(name));
    // Other tests run beside this one, but none keeps a file of this name.
    expect(after.filter((name) => existsSync(`/dev/shm/${name}/A`) && made.events.includes(name))).toEqual([]);
  });

  test('the stores are not asked for a command that is not there', async () => {
    const made = make('', { command: ['/no/such'] });
    await expect(start(made)).rejects.toThrow();
    expect(made.events).toEqual(['end']);
  });

  test('a name that blanks a log is told with what to do, and without its value', async () => {
    const value = new SecretValue('root');
    const resolve = async () => {
      const { secrets } = secretsNamed(['DB_USER']);
      return { secrets: secrets.map((one) => ({ ...one, value })), leases: [] };
    };
    const made = make('true', {}, { resolve });
    await expect(start(made)).rejects.toMatchObject({
      message: expect.not.stringContaining('root') as string,
      hints: [expect.stringContaining('--no-mask DB_USER')],
    });
  });
});

describe('signals', () => {
  test('while secrets are fetched, nothing is started, and what was lent is given back', async () => {
    const made = make(
      'echo started',
      {},
      {
        resolve: (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
      },
    );
    const running = start(made);
    await new Promise((resolve) => setTimeout(resolve, 20));
    made.at.send('SIGTERM');
    expect(await running).toMatchObject({ stoppedBy: 'SIGTERM', leases: 'given-back' });
    expect(made.events).toEqual(['end']);
    expect(made.at.text('stdout')).toBe('');
  });

  test('while the command runs, they are its own, and the rest is done', async () => {
    const made = make('trap "echo $A > left; exit 4" TERM; echo ready; while :; do sleep 0.05; done');
    const running = start(made);
    while (!made.at.text('stdout').includes('ready')) await new Promise((resolve) => setTimeout(resolve, 10));
    made.at.send('SIGTERM');
    const outcome = await running;
    expect(outcome.end).toEqual({ kind: 'exited', code: 4 });
    expect(outcome.sweep?.hits).toHaveLength(1);
    expect(made.events).toEqual(['resolve', 'begin', 'attend', 'end']);
  });

  test('SIGUSR1 opens no debugger before the command runs', async () => {
    const made = make(
      'true',
      {},
      {
        resolve: async () => {
          expect(made.at.listening()).toEqual(expect.arrayContaining(['SIGUSR1', 'SIGUSR2', 'SIGINT']));
          return secretsNamed(['A', 'B']);
        },
      },
    );
    await start(made);
    expect(made.at.listening()).toEqual([]);
  });
});

describe('afterwards', () => {
  test('what could not be given back is in the outcome', async () => {
    expect((await start(make('exit 2', {}, { care: CARE }))).leases).toBe('failed');
  });

  test('a stage that fails ends the command, and is told beside what was done', async () => {
    const { Transform } = await import('node:stream');
    const stage = () => new Transform({ transform: (_chunk, _encoding, done) => done(new Error('broken')) });
    const made = make('yes', {}, { watch: { stage } });
    const outcome = await start(made);
    expect(outcome.failure).toMatchObject({ message: 'broken' });
    expect(made.events).toContain('end');
  });

  test('files are also gone when the process ends before the run does', async () => {
    const made = make('echo "$A"; sleep 300', { deliveries: new Map([['A', 'file' as const]]), unmasked: ['A'] });
    const running = start(made);
    while (!made.at.text('stdout').includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
    const path = made.at.text('stdout').trim();
    expect(existsSync(path)).toBe(true);
    for (const last of made.at.last) last();
    expect(existsSync(path)).toBe(false);
    expect((await running).end).toEqual({ kind: 'killed', signal: 'SIGHUP' });
  });

  test('without a command, exporting is all', async () => {
    const made = make('');
    const file = join(made.request.cwd, 'out.json');
    const outcome = await run({ ...made.request, command: [], exports: [{ kind: 'json', file }] }, made.tools);
    expect(outcome.end).toBeUndefined();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ A });
    expect(made.events).toEqual(['resolve', 'begin', 'end']);
  });
});

test("a signal that comes while the command is being started is the command's", async () => {
  const made = make('sleep 300');
  const running = start(made);
  while (!made.events.includes('begin')) await new Promise((resolve) => setImmediate(resolve));
  // Whatever is done now, there is somebody who listens.
  for (let round = 0; round < 5; round++) {
    expect(made.at.listening()).toContain('SIGTERM');
    await new Promise((resolve) => setImmediate(resolve));
  }
  made.at.send('SIGTERM');
  const outcome = await running;
  expect(outcome.stoppedBy ?? outcome.end).toEqual(
    outcome.stoppedBy === undefined ? { kind: 'killed', signal: 'SIGTERM' } : 'SIGTERM',
  );
  expect(made.events).toContain('end');
});
