import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeUp } from '../../inject/child/made-up-secret.js';
import { PROGRAM } from './outer-terminal.js';

// Another one each time: what an earlier run may have left in a process is not found again.
const SECRET = madeUp(`run-process ${process.pid} ${Date.now()}`);
let folder = '';
let home = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-process-'));
  home = mkdtempSync(join(tmpdir(), 'keepmum-home-'));
  writeFileSync(join(folder, 'secret'), SECRET);
});
afterEach(() => {
  // After a test that failed they may still be there.
  for (const child of children.splice(0)) child.kill('SIGTERM');
  for (const path of [folder, home]) rmSync(path, { recursive: true, force: true });
});

const environment = (more: NodeJS.ProcessEnv = {}) => ({ PATH: process.env.PATH, HOME: home, TMPDIR: home, ...more });
const wordsOf = (flags: readonly string[], command: readonly string[]) => [
  ...[PROGRAM, 'run', '-e', 'TOKEN=file://secret'],
  ...[...flags, '--', ...command],
];

function run(command: readonly string[], flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const result = spawnSync(process.execPath, wordsOf(flags, command), {
    cwd: folder,
    encoding: 'utf8',
    env: environment(env),
    input: '',
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

const shell = (script: string, flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  run(['sh', '-c', script], flags, env);

interface Started {
  readonly child: ChildProcess;
  text(): string;
  until(text: string): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

function start(script: string, flags: readonly string[] = []): Started {
  const child = spawn(process.execPath, wordsOf(flags, ['sh', '-c', script]), {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => {
    text += bytes.toString();
  });
  child.stderr.resume();
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) => {
    child.on('close', (code, signal) => done({ code, signal }));
  });
  return {
    child,
    text: () => text,
    async until(wanted) {
      while (!text.includes(wanted)) await new Promise((done) => setTimeout(done, 10));
    },
    ended,
  };
}

describe('the exit code', () => {
  test.each([
    ['exit 0', 0],
    ['exit 42', 42],
    ['kill -9 $$', 137],
    ['kill -SEGV $$', 139],
  ])('of %s is %d', (script, code) => {
    expect(shell(script)).toEqual({ code, stdout: '', stderr: '' });
  });

  test('of what cannot be started', () => {
    writeFileSync(join(folder, 'script'), '#!/no/such/interpreter\n', { mode: 0o755 });
    expect([run(['no-such']).code, run(['./secret']).code, run(['./script']).code]).toEqual([127, 126, 127]);
    expect(shell('true', ['-e', 'X=file://none']).code).toBe(125);
    expect(shell('true', ['--no-such-flag']).code).toBe(125);
  });

  test('is 1 for a secret left behind, if the command succeeded', () => {
    expect(shell('echo "$TOKEN" > left').code).toBe(1);
    expect(shell('echo "$TOKEN" > left; exit 3').code).toBe(3);
    expect(shell('echo "$TOKEN" > left2', ['--sweep', 'off']).code).toBe(0);
  });
});

describe('words', () => {
  test("behind -- are the command's, whatever they look like", () => {
    const words = ['-e', '--help', '--', '', 'a b', '$TOKEN', '{{ .x }}', '\n', '-v'];
    const result = run(['node', '-p', 'JSON.stringify(process.argv.slice(1))', '--', ...words]);
    expect(JSON.parse(result.stdout)).toEqual(words);
  });
});

describe('the environment', () => {
  test('is passed on as it is, odd names too, and nothing is added', () => {
    const result = run(['env', '-0'], ['--no-mask', 'TOKEN', '--guard', 'off'], {
      'INPUT_A-B': '1',
      VAULT_TOKEN: 'x',
      EMPTY: '',
    });
    const seen = result.stdout
      .split('\0')
      .filter((line) => line !== '')
      .sort();
    const expected = { ...environment(), 'INPUT_A-B': '1', EMPTY: '', TOKEN: SECRET };
    expect(seen).toEqual(
      Object.entries(expected)
        .map(([name, value]) => `${name}=${value}`)
        .sort(),
    );
  });

  test('values that are references are resolved; those of keepmum.toml too', () => {
    writeFileSync(join(folder, 'keepmum.toml'), '[secrets]\nFROM_FILE = "file://secret"\n');
    const script = '[ "$FROM_ENV" = "$TOKEN" ] && [ "$FROM_FILE" = "$TOKEN" ] && echo same';
    expect(shell(script, [], { FROM_ENV: 'env://ORIGIN', ORIGIN: SECRET }).stdout).toBe('same\n');
  });
});

describe('a guard', () => {
  const unknown = madeUp('unknown', '{{github:ghp_}}');

  test('masks and tells of credentials that nobody has named, if it is on', () => {
    const result = shell(`echo "$TOKEN"; echo "token: ${unknown}"; exit 5`, ['--guard', 'on']);
    expect(result.stdout).toBe('***\ntoken: ***\n');
    expect(result.code).toBe(5);
    expect(result.stderr).toContain('github');
    expect(result.stderr).not.toContain(unknown);
  });

  test('can be off', () => {
    expect(shell(`echo "${unknown}"`, ['--guard', 'off']).stdout).toBe(`${unknown}\n`);
  });
});

describe('core dumps', () => {
  test('are off, for the command and for us', () => {
    const result = shell('ulimit -c; grep "^Max core" /proc/$PPID/limits; cat /proc/self/coredump_filter');
    expect(result.stdout).toMatch(/^0\nMax core file size +0 +0 /);
    expect(result.stdout).toMatch(/\n00000000\n$/);
  });
});

describe('signals', () => {
  test('SIGTERM ends the command, then the run, and what was handed over is gone', async () => {
    const started = start('trap "echo bye; exit 9" TERM; echo "at $KEY"; while :; do sleep 0.05; done', [
      '--file',
      'KEY=file://secret',
    ]);
    await started.until('at ');
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual({ code: 9, signal: null });
    expect(started.text()).toContain('bye');
    expect(() => readFileSync(/at (\S+)/.exec(started.text())?.[1] ?? '/')).toThrow(/ENOENT/);
  });

  test('a second one kills what does not listen, its children too', async () => {
    const started = start('trap "" TERM INT; sleep 301 & echo "pid $!"; echo ready; wait; wait; sleep 300');
    await started.until('ready');
    const pid = Number(/pid (\d+)/.exec(started.text())?.[1]);
    started.child.kill('SIGINT');
    await new Promise((done) => setTimeout(done, 100));
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual({ code: 137, signal: null });
    expect(['Z', undefined]).toContain(stateOf(pid));
  });

  test('SIGUSR1 opens no debugger', async () => {
    const started = start('trap "echo usr; exit" USR1; echo ready; while :; do sleep 0.05; done');
    await started.until('ready');
    started.child.kill('SIGUSR1');
    await started.ended;
    expect(started.text()).toContain('usr');
  });

  test('SIGTSTP stops the command and us, SIGCONT continues both', async () => {
    execFileSync('mkfifo', [join(folder, 'go')]);
    // It waits without starting anything: a shell that does cannot be stopped for a moment.
    const started = start('echo "pid $$"; echo ready; read line < go');
    await started.until('ready');
    const pid = Number(/pid (\d+)/.exec(started.text())?.[1]);
    started.child.kill('SIGTSTP');
    while (stateOf(pid) !== 'T' || stateOf(started.child.pid as number) !== 'T') {
      await new Promise((done) => setTimeout(done, 10));
    }
    started.child.kill('SIGCONT');
    while (stateOf(pid) === 'T') await new Promise((done) => setTimeout(done, 10));
    started.child.kill('SIGTERM');
    expect(await started.ended).toEqual({ code: 143, signal: null });
  });
});

describe('a reader that goes away', () => {
  test('ends the command as a pipe does, and is no error of ours', () => {
    const line = `"$0" "$1" run -e TOKEN=file://secret -- yes | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const result = spawnSync('bash', ['-c', line, process.execPath, PROGRAM], {
      cwd: folder,
      encoding: 'utf8',
      env: environment(),
    });
    expect(result.stdout).toBe('y\n141\n');
    expect(result.stderr).toBe('');
  });

  test('before anything is said is no error either', () => {
    const line = `"$0" "$1" run -e TOKEN=file://secret -- sh -c 'sleep 0.2; echo "$TOKEN"; echo "$TOKEN" > left' | true; echo "\${PIPESTATUS[0]}"`;
    const result = spawnSync('bash', ['-c', line, process.execPath, PROGRAM], {
      cwd: folder,
      encoding: 'utf8',
      env: environment(),
    });
    expect(result.stdout).toMatch(/^(?:1|141)\n$/);
  });
});

describe('the value', () => {
  test('is nowhere but where it was asked for, while the command runs and afterwards', async () => {
    execFileSync('mkfifo', [join(folder, 'go')]);
    // It waits without starting anything that would have its environment.
    const started = start('echo "pid $$ $KEY"; echo ready; read line < go', ['--file', 'KEY=file://secret']);
    await started.until('ready');
    const [, pid = '', path = ''] = /pid (\d+) (\S+)/.exec(started.text()) ?? [];
    const holders = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => ['cmdline', 'environ'].map((file) => `/proc/${name}/${file}`))
      .filter(holds);
    expect(holders).toEqual([`/proc/${pid}/environ`]);
    const files = [...memoryFolders(), home, folder].flatMap(filesBelow).filter(holds);
    expect(files.sort()).toEqual([path, join(folder, 'secret')].sort());
    writeFileSync(join(folder, 'go'), '\n');
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect([...memoryFolders(), home, folder].flatMap(filesBelow).filter(holds)).toEqual([join(folder, 'secret')]);
    expect(readdirSync(home).filter((name) => name.startsWith('keepmum'))).toEqual([]);
  });

  test.runIf(hasStrace())('is in no call to the system but the reading, the handing over and the start', () => {
    const record = join(home, 'record');
    const traced = [
      '-f',
      '-qq',
      '-s',
      '1000',
      '-v',
      '-o',
      record,
      '-e',
      'trace=execve,write,writev,pwrite64,sendto,sendmsg,openat',
    ];
    const words = wordsOf(['--sweep', 'off'], ['true']);
    const result = spawnSync('strace', [...traced, process.execPath, ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: environment(),
    });
    expect([result.status, result.stderr]).toEqual([0, '']);
    const calls = readFileSync(record, 'utf8')
      .split('\n')
      .filter((line) => line.includes(SECRET));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toMatch(/ execve\("[^"]*\/true", \["true"\], \[/);
  });
});

function hasStrace(): boolean {
  return spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0;
}

/** Z: it has ended, and nobody has asked how. */
function stateOf(pid: number): string | undefined {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
}

function memoryFolders(): string[] {
  return readdirSync('/dev/shm').flatMap((name) => (name.startsWith('keepmum-') ? [join('/dev/shm', name)] : []));
}

/** What is removed meanwhile makes find fail, and is no matter. */
function filesBelow(root: string): string[] {
  const { stdout } = spawnSync('find', [root, '-xdev', '-type', 'f', '-print0'], { encoding: 'utf8' });
  return stdout.split('\0').filter((path) => path !== '');
}

function holds(path: string): boolean {
  try {
    return readFileSync(path).includes(SECRET);
  } catch {
    return false;
  }
}
