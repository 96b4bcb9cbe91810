import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../../dist');
const PROGRAM = join(DIST, 'keepmum.cjs');
/** Words that stand in no part but that of the library. */
const MARKS = { aws: 'BatchGetSecretValue', vault: 'node-vault' } as const;

let folder: string;
let address: string;
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ Name: 'a', SecretString: 'made-up-value', VersionId: '1' }));
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepmum-lazy-'));
  writeFileSync(
    join(folder, 'hook.cjs'),
    `process.on('exit', () => require('fs').writeFileSync(process.env.LOADED, Object.keys(require.cache).join('\\n')));`,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function mask(reference: string) {
  const loaded = join(folder, 'loaded');
  const env = {
    PATH: process.env.PATH,
    LOADED: loaded,
    X: 'made-up-value',
    AWS_ENDPOINT_URL: address,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    VAULT_ADDR: address,
    VAULT_TOKEN: 'made-up-token',
  };
  const words = ['-r', join(folder, 'hook.cjs'), PROGRAM, 'mask', '--references', reference];
  const running = promisify(execFile)(process.execPath, words, { env, cwd: folder });
  running.child.stdin?.end('it is made-up-value\n');
  const result = await running.catch((error: { stdout: string; stderr: string }) => error);
  return { stdout: result.stdout, stderr: result.stderr, files: readFileSync(loaded, 'utf8').split('\n') };
}

/** Which libraries stand in the files that a run has loaded. */
function librariesIn(files: readonly string[]): string[] {
  const texts = files.filter((file) => file.startsWith(DIST)).map((file) => readFileSync(file, 'utf8'));
  return Object.entries(MARKS).flatMap(([name, mark]) => (texts.some((text) => text.includes(mark)) ? [name] : []));
}

describe('the library of a store is loaded when a reference leads there', () => {
  test.each([
    ['env://X', []],
    ['aws-sm://a', ['aws']],
    ['aws-ssm://a', ['aws']],
    ['vault://kv/a#b', ['vault']],
  ])('%s loads %j', async (reference, libraries) => {
    const { files } = await mask(reference);
    expect(files.map((file) => basename(file))).toContain('keepmum.cjs');
    expect(librariesIn(files)).toEqual(libraries);
  });

  test('and the marks are there to be found', () => {
    const parts = readdirSync(DIST).filter((name) => name.endsWith('.cjs'));
    expect(librariesIn(parts.map((name) => join(DIST, name))).sort()).toEqual(['aws', 'vault']);
  });
});

test('a library says nothing to the terminal', async () => {
  expect(await mask('aws-sm://a')).toMatchObject({ stdout: 'it is ***\n', stderr: '' });
});
