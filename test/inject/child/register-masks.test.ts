import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { registerMasks } from '../../../src/inject/child/register-masks.js';
import { madeUpSecret } from './made-up-secret.js';
import { makeHost } from './test-host.js';

const SECRET = madeUpSecret('register');
const TEXT = Buffer.from(SECRET.reveal()).toString();
const folders: string[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function register(host: Parameters<typeof registerMasks>[0], channel = makeHost()) {
  const told: string[] = [];
  await registerMasks(host, [SECRET], { channel: channel.host.stderr, tell: (message) => told.push(message) });
  return { told, written: channel.text('stderr') };
}

/** A program of that name that keeps what it was given. */
function fakeProgram(name: string, exitCode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-agent-'));
  folders.push(folder);
  writeFileSync(
    join(folder, name),
    `#!/bin/sh\necho "$@" > ${folder}/words\ncat > ${folder}/input\nexit ${exitCode}\n`,
  );
  chmodSync(join(folder, name), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  return folder;
}

describe('masks are told', () => {
  test('to GitHub and Azure as a line', async () => {
    expect(await register('github')).toEqual({ told: [], written: `::add-mask::${TEXT}\n` });
    expect((await register('azure')).written).toContain(TEXT);
  });

  test('to Buildkite by its agent, on its input and never in its words', async () => {
    const folder = fakeProgram('buildkite-agent', 0);
    expect(await register('buildkite')).toEqual({ told: [], written: '' });
    expect(readFileSync(join(folder, 'input'), 'utf8')).toContain(TEXT);
    expect(readFileSync(join(folder, 'words'), 'utf8')).not.toContain(TEXT);
  });

  test('an agent that fails is said', async () => {
    fakeProgram('buildkite-agent', 1);
    expect((await register('buildkite')).told).toEqual([expect.stringContaining('only keepmum masks')]);
  });

  test('to no one where there is no way', async () => {
    expect(await register('gitlab')).toEqual({ told: [], written: '' });
  });

  test('to no one where the line would be kept', async () => {
    const told: string[] = [];
    await registerMasks('github', [SECRET], { channel: undefined, tell: (message) => told.push(message) });
    expect(told).toEqual([expect.stringContaining('not registered')]);
  });
});
