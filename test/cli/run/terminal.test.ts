import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeUp } from '../../inject/child/made-up-secret.js';
import { openTerminal, PROGRAM } from './outer-terminal.js';

// Another one each time: what an earlier run may have left in a process is not found again.
const SECRET = madeUp(`terminal ${process.pid} ${Date.now()}`);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-terminal-'));
  writeFileSync(join(folder, 'secret'), SECRET);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RUN = [process.execPath, PROGRAM, 'run', '-e', 'TOKEN=file://secret'];
const inTerminal = (...words: readonly string[]) => openTerminal([...RUN, ...words], folder);
const shell = (script: string, ...flags: readonly string[]) => inTerminal(...flags, '--', 'sh', '-c', script);

describe('in a terminal, a command', () => {
  test('has one of the same size, with colours, and its output is masked', async () => {
    const terminal = shell(
      'stty size; test -t 0 && test -t 1 && test -t 2 && echo "tty $TERM"; printf "\\033[31m$TOKEN\\033[0m\\n"',
    );
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(terminal.text()).toContain('30 100\r\ntty xterm\r\n\x1b[31m***\x1b[0m\r\n');
    expect(terminal.text()).not.toContain(SECRET);
  });

  test('can ask, and reads what is typed', async () => {
    const terminal = shell('printf "name: "; read name; echo "hello $name"');
    await terminal.until('name: ');
    terminal.type('Ann\r');
    await terminal.ended;
    expect(terminal.text()).toContain('hello Ann\r\n');
  });

  test('controls it: /dev/tty can be opened, and what is typed can be hidden', async () => {
    const terminal = shell(
      'stty -echo < /dev/tty; printf "password: " > /dev/tty; read line < /dev/tty; stty echo < /dev/tty; echo "$line" | wc -c',
    );
    await terminal.until('password: ');
    const from = terminal.text().length;
    terminal.type('mum\r');
    await terminal.ended;
    expect(terminal.text().slice(from)).not.toContain('mum');
    expect(terminal.text().slice(from)).toContain('4');
  });

  test('is told of another size', async () => {
    const terminal = shell('trap "stty size" WINCH; echo ready; while :; do sleep 0.05; done');
    await terminal.until('ready');
    terminal.resize(120, 40);
    await terminal.until('40 120');
    terminal.type('\x03');
    expect(await terminal.ended).toMatchObject({ exitCode: 130 });
  });

  test('is interrupted by Ctrl-C, and may say otherwise', async () => {
    const terminal = shell('trap "echo caught" INT; echo ready; read line; echo "line $line"');
    await terminal.until('ready');
    terminal.type('\x03');
    await terminal.until('caught');
    await terminal.ended;
  });

  test('that reads raw keys gets Ctrl-C and Ctrl-Z as keys', async () => {
    const terminal = shell('stty raw -echo; echo ready; head -c 2 | od -An -tx1; stty sane');
    await terminal.until('ready');
    terminal.type('\x1a\x03');
    await terminal.until('1a 03');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  });

  test('gets pipes with --pty off', async () => {
    const terminal = shell('test -t 1 && echo terminal || echo pipe', '--pty', 'off');
    await terminal.until('pipe');
    await terminal.ended;
  });
});

describe('the terminal', () => {
  /** What `stty` says of it, before and after. */
  const inShell = (line: string) =>
    openTerminal(['bash', '--norc', '--noprofile', '-i'], folder, {
      PS1: '$ ',
      KM: `${process.execPath} ${PROGRAM}`,
      LINE: line,
    });

  test.each([
    ['a normal end', 'sh -c "stty raw -echo; true"'],
    ['a failure', 'sh -c "stty raw -echo; exit 3"'],
    ['a kill', 'sh -c "stty raw -echo; kill -9 \\$\\$"'],
    ['a command that is not there', 'no-such-command'],
  ])('is left as it was found after %s', async (_, command) => {
    const terminal = inShell('');
    terminal.type('stty -a | md5sum; echo begin$((1+1))\r');
    await terminal.until('begin2');
    terminal.type(`$KM run -e T=file://secret -- ${command}; stty -a | md5sum; echo end$((1+1))\r`);
    await terminal.until('end2');
    const sums = terminal.text().match(/\b[0-9a-f]{32}\b/g);
    expect(sums).toHaveLength(2);
    expect(sums?.[0]).toBe(sums?.[1]);
    terminal.type('exit\r');
    await terminal.ended;
  });

  test('Ctrl-Z stops the job, and fg brings it back', async () => {
    const terminal = inShell('');
    terminal.type(`stty -a | md5sum; $KM run -e T=file://secret -- sh -c 'echo rea""dy; read l; echo "got $l"'\r`);
    await terminal.until('ready');
    terminal.type('\x1a');
    await terminal.until('Stopped');
    terminal.type('stty -a | md5sum; jobs | wc -l; fg; echo over$((1+1))\r');
    await terminal.until(/[0-9a-f]{32}[\s\S]*[0-9a-f]{32}/);
    const from = terminal.text().length;
    await new Promise((done) => setTimeout(done, 500));
    terminal.type('back\r');
    await terminal.until('got back', from);
    // What is typed before is still the command's.
    await terminal.until('over2');
    const sums = terminal.text().match(/\b[0-9a-f]{32}\b/g);
    expect(sums?.[0]).toBe(sums?.[1]);
    terminal.type('exit\r');
    await terminal.ended;
  });

  test('in the background, nothing stops and nobody takes the keys', async () => {
    const terminal = inShell('');
    terminal.type(`$KM run -e T=file://secret -- sh -c 'sleep 0.3; echo in b""ack' &\r`);
    await terminal.until('in back');
    terminal.type('echo typed$((1+1))\r');
    await terminal.until('typed2');
    terminal.type('wait; exit\r');
    await terminal.ended;
  });

  test('that is closed ends the command, and nothing is left behind', async () => {
    const terminal = inTerminal('--file', 'KEY=file://secret', '--', 'sh', '-c', 'echo "at $KEY $$"; exec sleep 300');
    await terminal.until(/at \S+ \d+\r/);
    const [, path = '', pid = ''] = /at (\S+) (\d+)\r/.exec(terminal.text()) ?? [];
    expect(existsSync(path)).toBe(true);
    terminal.close();
    while (existsSync(path) || isAlive(Number(pid))) await new Promise((done) => setTimeout(done, 20));
  });
});

test('a command that is told to end has its terminal closed properly', async () => {
  const terminal = shell('echo ready; exec sleep 300');
  await terminal.until('ready');
  process.kill(terminal.pid, 'SIGTERM');
  expect(await terminal.ended).toMatchObject({ exitCode: 143 });
});

test("the secret is in no command line and in no environment but the command's own", async () => {
  const terminal = shell('echo "pid $$"; exec sleep 300');
  await terminal.until(/pid \d+\r/);
  const child = Number(/pid (\d+)\r/.exec(terminal.text())?.[1]);
  const holders = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) =>
      ['cmdline', 'environ'].filter((file) => holds(`/proc/${pid}/${file}`)).map((file) => `${pid} ${file}`),
    );
  expect(holders).toEqual([`${child} environ`]);
  process.kill(terminal.pid, 'SIGTERM');
  await terminal.ended;
  expect(terminal.text()).not.toContain(SECRET);
});

function holds(path: string): boolean {
  try {
    return readFileSync(path).includes(SECRET);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
