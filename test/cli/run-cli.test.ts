import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { streamOutput } from '../../src/cli/output.js';
import { runCli } from '../../src/cli/run-cli.js';
import type { World } from '../../src/cli/world.js';
import { makeWorld } from './test-world.js';

async function run(words: readonly string[], changes: Partial<World> = {}) {
  const { world, stdout, stderr } = makeWorld(changes);
  const exitCode = await runCli(words, world);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  test.each(['--version', '-V'])('%s prints the version of package.json', async (flag) => {
    expect(await run([flag])).toEqual({ exitCode: 0, stdout: `keepmum ${version}\n`, stderr: '' });
  });
});

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']]])('%s lists the commands', async (words) => {
    const { exitCode, stdout } = await run(words);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('  scan  ');
    expect(stdout).toContain('  completions  ');
  });

  test('without words it is shown on standard error and is a usage error, as an empty variable in a pipeline would be', async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('keepmum COMMAND');
  });

  test('of a command: -h is short, --help is the manual page, "help COMMAND" the same', async () => {
    const short = await run(['scan', '-h']);
    const long = await run(['scan', '--help']);
    expect(short.stdout.length).toBeLessThan(long.stdout.length);
    expect(short.stdout).not.toContain('Exit codes:');
    expect(long.stdout).toContain('Exit codes:');
    expect((await run(['help', 'scan'])).stdout).toBe(long.stdout);
  });

  test('wins over everything that is wrong beside it', async () => {
    expect((await run(['scan', '--no-such-flag', '--help'])).exitCode).toBe(0);
  });

  test('behind -- it is a path', async () => {
    const { exitCode, stderr } = await run(['scan', '--no-such-flag', '--', '--help']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--no-such-flag');
  });

  test('is bold on a terminal and plain elsewhere', async () => {
    expect((await run(['--help'])).stdout).not.toContain('\u001b');
    const audience = { stdout: 'terminal', stderr: 'terminal' } as const;
    expect((await run(['--help'], { audience })).stdout).toContain('\u001b[1mUsage:\u001b[22m');
    expect((await run(['--help'], { audience, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
  });

  test('of an unknown command is an error', async () => {
    expect((await run(['help', 'scna'])).stderr).toContain('did you mean keepmum scan?');
    expect((await run(['scna', '--help'])).exitCode).toBe(2);
  });
});

describe('unknown commands', () => {
  test('suggest the nearest', async () => {
    const { exitCode, stderr } = await run(['completion', 'bash']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'keepmum: error: cannot run "keepmum completion": there is no such command\n' +
        'keepmum: hint: did you mean keepmum completions?\n' +
        'keepmum: hint: keepmum --help shows every command\n',
    );
  });

  test('that are flags of a command say where flags go', async () => {
    expect((await run(['--quiet', 'scan'])).stderr).toContain('write the command first, as in keepmum scan');
  });

  test('cannot steer the terminal', async () => {
    const { stderr } = await run(['\u001b[2Jscan\nkeepmum: error: all is well']);
    expect(stderr).not.toContain('\u001b');
    expect(stderr.split('\n').filter((line) => line.startsWith('keepmum: error:'))).toHaveLength(1);
  });
});

test('what stands behind the = of an unknown flag is not repeated, as it could be a secret', async () => {
  const { exitCode, stderr } = await run(['scan', '--password=hunter2-hunter2']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('"--password"');
  expect(stderr).not.toContain('hunter2');
});

test('a reader that closed the pipe is no error', async () => {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });
  expect(await run(['--help'], { stdout: streamOutput(stdout) })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('a full disk is an error, in words', async () => {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' })),
  });
  const { exitCode, stderr } = await run(['--version'], { stdout: streamOutput(stdout) });
  expect(exitCode).toBe(4);
  expect(stderr).toBe('keepmum: error: cannot write the output: ENOSPC\n');
});

test('without standard error the exit code still tells', async () => {
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done(new Error('closed')) });
  expect((await run(['scna'], { stderr: streamOutput(stderr) })).exitCode).toBe(2);
});
