import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectMasked } from './expect-masked.js';
import { AWKWARD, TOKEN } from './made-up-secrets.js';

/** Answers with everything it was sent, as a debugging proxy would. */
const server = createServer((request, response) => {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (text) => {
    body += text;
  });
  request.on('end', () =>
    response
      .setHeader('X-Echo', request.headers.authorization ?? 'none')
      .end(`${request.method} ${request.url}\n${body}\n`),
  );
});
let base = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function curl(...args: readonly string[]): Promise<string> {
  const child = spawn('curl', ['-sv', '--noproxy', '*', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => pieces.push(bytes));
  const code = await new Promise((done) => child.on('close', done));
  const out = Buffer.concat(pieces).toString();
  expect(code, out).toBe(0);
  return out;
}

test('curl -v with a bearer token, in both directions', async () => {
  const out = await curl('-H', `Authorization: Bearer ${TOKEN}`, `${base}/v1?access_token=${TOKEN}`);
  expect(out.split(TOKEN)).toHaveLength(5);
  expectMasked([TOKEN], out, out.replaceAll(TOKEN, '***'));
});

test.each(['', 'a', 'ab', 'robot$ci'])(
  'curl -v -u with the user "%s": the password is masked inside Basic credentials',
  async (user) => {
    const out = await curl('-u', `${user}:${AWKWARD}`, `${base}/`);
    const encoded = Buffer.from(`${user}:${AWKWARD}`).toString('base64');
    expect(out).toContain(encoded);
    const known = Math.floor((Buffer.byteLength(`${user}:`) * 8) / 6);
    expectMasked(
      [AWKWARD],
      out,
      out.replaceAll(encoded, `${encoded.slice(0, known)}***${'='.repeat(encoded.split('=').length - 1)}`),
    );
  },
);

test('a user and a password, both secret: nothing of the pair is left', async () => {
  const user = 'deploy-robot-7';
  const out = await curl('-u', `${user}:${TOKEN}`, `${base}/`);
  const encoded = Buffer.from(`${user}:${TOKEN}`).toString('base64');
  expectMasked([user, TOKEN], out, /Basic \*\*\*[A-Za-z0-9]?\*?\*?\*?=*\r\n/);
  expect(encoded.length).toBeGreaterThan(40);
});

test('curl --data-urlencode and a form', async () => {
  const out = await curl('--data-urlencode', `password=${AWKWARD}`, `${base}/login`);
  expectMasked([AWKWARD], out, /\npassword=\*\*\*\n/);
  const form = await curl('-F', `password=${AWKWARD.replace(';', '')}`, `${base}/login`);
  expectMasked([AWKWARD.replace(';', '')], form, /name="password"\r\n\r\n\*\*\*\r\n/);
});

test('npm config ls, from a file and from the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-npm-'));
  writeFileSync(
    join(folder, '.npmrc'),
    `//registry.example.test/:_authToken=${TOKEN}\nsome-token = ${TOKEN}\nproxy=http://me:${TOKEN}@127.0.0.1:9/\n`,
  );
  const { stdout } = spawnSync('npm', ['config', 'ls', '-l'], {
    cwd: folder,
    env: { ...process.env, npm_config_other_token: TOKEN },
  });
  rmSync(folder, { recursive: true });
  const out = stdout.toString();
  expect(out).toContain(`"${TOKEN}"`);
  expectMasked([TOKEN], out, out.replaceAll(TOKEN, '***'));
});

test('git shows remotes and settings with the password encoded in the address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-git-'));
  const git = (...args: string[]) =>
    spawnSync('git', ['-C', folder, ...args], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  git('init', '-q');
  git('remote', 'add', 'origin', `https://robot:${encodeURIComponent(AWKWARD)}@example.test/a.git`);
  git('config', 'http.extraHeader', `Authorization: Basic ${Buffer.from(`robot:${AWKWARD}`).toString('base64')}`);
  git('config', 'keepmum.plain', AWKWARD);
  const out =
    ['remote -v', 'config -l', 'config -l --show-origin']
      .map((line) => git(...line.split(' ')).stdout.toString())
      .join('') +
    git('config', 'keepmum.plain').stdout +
    spawnSync('cat', [join(folder, '.git/config')]).stdout;
  rmSync(folder, { recursive: true });
  expectMasked([AWKWARD], out, /robot:\*\*\*@example\.test/);
  expectMasked([AWKWARD], out, /keepmum\.plain=\*\*\*\n/);
  expectMasked([AWKWARD], out, /plain = "\*\*\*"\n/);
});
