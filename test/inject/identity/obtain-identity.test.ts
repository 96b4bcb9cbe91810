import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SYSTEM_CLOCK } from '../../../src/core/clock.js';
import { Credential } from '../../../src/inject/credential.js';
import { HttpClient } from '../../../src/inject/http/http-client.js';
import { claimsOf } from '../../../src/inject/identity/claims.js';
import type { IdentitySource } from '../../../src/inject/identity/identity-source.js';
import { obtainIdentity } from '../../../src/inject/identity/obtain-identity.js';
import { folderWith } from '../../config/temporary-folder.js';
import { answer, type Decide, inTurn, startFaultServer } from '../../servers/fault-server.js';
import { startIssuer } from '../../servers/identity-issuer.js';

const NEVER = new AbortController().signal;
const BEARER = 'made-up-bearer';

function obtain(source: IdentitySource, audience?: string, signal = NEVER) {
  const http = new HttpClient({
    tls: { verify: 'always' },
    proxy: { except: [] },
    connectWithin: 5000,
    largestAnswer: 100_000,
  });
  onTestFinished(() => http.close());
  return obtainIdentity(source, audience, { http, clock: SYSTEM_CLOCK, random: () => 0 }, signal);
}

async function issuer() {
  const server = await startIssuer(BEARER, { sub: 'repo:o/r:ref:refs/heads/main' });
  onTestFinished(() => server.close());
  return server;
}

async function failing(decide: Decide) {
  const server = await startFaultServer(decide);
  onTestFinished(() => server.close());
  const source: IdentitySource = { kind: 'github', url: `${server.address}/token`, bearer: new Credential(BEARER) };
  return { server, source };
}

const messageOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it worked',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );

describe('GitHub', () => {
  it('is asked for a token for an audience', async () => {
    const server = await issuer();
    const source: IdentitySource = {
      kind: 'github',
      url: `${server.address}/token?api=2`,
      bearer: new Credential(BEARER),
    };
    const token = await obtain(source, 'https://vault.test/?a&b');
    expect(token.issuer).toBe('github');
    expect(token.claims).toMatchObject({ aud: 'https://vault.test/?a&b', sub: 'repo:o/r:ref:refs/heads/main' });
    expect(token.jwt.send().split('.')).toHaveLength(3);
    expect((await obtain(source)).claims).toMatchObject({ aud: 'https://github.com/o' });
  });

  it('is asked again while it is busy', async () => {
    const busy = [answer(503), answer(429), { kind: 'reset', request: 'unseen' } as const];
    const { server, source } = await failing(inTurn(...busy, answer(200, { value: 'made.up.token' })));
    expect((await obtain(source)).jwt.send()).toBe('made.up.token');
    expect(server.received).toHaveLength(4);
  });

  it.each([
    ['a refusal', answer(403), 'it answered with status 403', 1],
    ['no JSON', answer(200, 'made-up-secret'), 'no token in its answer', 1],
    ['no token', answer(200, { value: '' }), 'no token in its answer', 1],
    ['a list', answer(200, ['made-up-secret']), 'no token in its answer', 1],
    ['only errors', answer(500), 'it answered with status 500', 5],
  ])('is told from %s', async (_, fault, message, times) => {
    const { server, source } = await failing(() => fault);
    const found = await messageOf(obtain(source));
    expect(found).toMatch(/^LOGIN_FAILED: cannot get an identity token from GitHub/);
    expect(found).toContain(message);
    expect(found).not.toMatch(/made-up/);
    expect(server.received).toHaveLength(times);
  });

  it('is left alone when the signal is given', async () => {
    const { server, source } = await failing(() => ({ kind: 'silence' }));
    const stop = new AbortController();
    const found = messageOf(obtain(source, undefined, stop.signal));
    await expect.poll(() => server.received.length, { timeout: 20_000 }).toBe(1);
    stop.abort(new Error('enough'));
    expect(await found).toBe('undefined: enough');
  });
});

it('Azure Pipelines is asked by POST, with the connection that is meant', async () => {
  const server = await issuer();
  const source: IdentitySource = {
    kind: 'azure',
    url: `${server.address}/token?x=1`,
    bearer: new Credential(BEARER),
    serviceConnection: 'id-1',
  };
  const token = await obtain(source);
  expect([token.issuer, token.claims.aud]).toEqual(['azure', 'api://x']);
  expect(server.received).toMatchObject([
    { method: 'POST', path: '/token?x=1&api-version=7.1&serviceConnectionId=id-1' },
  ]);
});

describe('what the CI laid down', () => {
  it('is taken as it is', async () => {
    const server = await issuer();
    const jwt = server.token({ aud: 'a', project_path: 'g/p' });
    const given = { kind: 'given', issuer: 'gitlab', token: { kind: 'value', value: new Credential(jwt) } } as const;
    const token = await obtain(given, 'ignored');
    expect([token.issuer, token.jwt.send()]).toEqual(['gitlab', jwt]);
    expect(token.claims).toMatchObject({ aud: 'a', project_path: 'g/p' });
  });

  it('may be a file, read each time', async () => {
    const folder = folderWith({ token: 'one.two.three\n' });
    const given = {
      kind: 'given',
      issuer: 'kubernetes',
      token: { kind: 'file', path: join(folder, 'token') },
    } as const;
    expect((await obtain(given)).jwt.send()).toBe('one.two.three');
    const missing = { ...given, token: { kind: 'file', path: join(folder, 'none') } } as const;
    expect(await messageOf(obtain(missing))).toMatch(
      /^LOGIN_FAILED: cannot read the identity token from ".*none": ENOENT/,
    );
  });
});

describe('programs of a CI', () => {
  function program(name: string, script: string) {
    const folder = folderWith({ [name]: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, name), 0o755);
    return { PATH: `${folder}:/usr/bin:/bin` };
  }

  it('Buildkite', async () => {
    const environment = program('buildkite-agent', 'echo "$* $SECRET"');
    const source = { kind: 'command', issuer: 'buildkite', environment } as const;
    expect((await obtain(source, 'https://v.test')).jwt.send()).toBe('oidc request-token --audience https://v.test');
    expect((await obtain(source)).jwt.send()).toBe('oidc request-token');
  });

  it('CircleCI', async () => {
    const environment = program('circleci', 'echo "$*"');
    const source = { kind: 'command', issuer: 'circleci', environment } as const;
    expect((await obtain(source, 'a"b')).jwt.send()).toBe('run oidc get --claims {"aud":"a\\"b"}');
  });

  it.each([
    ['fails', 'echo made-up-secret; echo made-up-secret >&2; exit 3', 'it failed with 3'],
    ['says nothing', 'true', 'it printed nothing'],
    ['says too much', 'yes made-up-secret | head -c 200000', 'it did'],
  ])('one that %s', async (_, script, message) => {
    const source = { kind: 'command', issuer: 'buildkite', environment: program('buildkite-agent', script) } as const;
    const found = await messageOf(obtain(source));
    expect(found).toContain('cannot get an identity token from "buildkite-agent"');
    expect(found).not.toContain('made-up');
    if (message !== 'it did') expect(found).toContain(message);
  });

  it('one that is not there', async () => {
    const source = { kind: 'command', issuer: 'circleci', environment: { PATH: folderWith({}) } } as const;
    expect(await messageOf(obtain(source))).toContain('no such program');
  });
});

describe('claims', () => {
  const tokenOf = (payload: string) => new Credential(`x.${Buffer.from(payload).toString('base64url')}.y`);

  it('are shown where they are about the pipeline, and not where they are about people', () => {
    const claims = {
      iss: 'i',
      sub: 's',
      ref: 'r',
      actor: 'a-person',
      user_email: 'x',
      'kubernetes.io': { namespace: 'n' },
    };
    expect(claimsOf(tokenOf(JSON.stringify(claims)))).toEqual({
      iss: 'i',
      sub: 's',
      ref: 'r',
      'kubernetes.io': { namespace: 'n' },
    });
  });

  it.each(['', '[]', 'null', '"x"', '{', '3'])('are none in what is no JWT: %s', (payload) => {
    expect(claimsOf(tokenOf(payload))).toEqual({});
    expect(claimsOf(new Credential('no dots at all'))).toEqual({});
  });
});

it('a credential is not shown by accident', () => {
  const credential = new Credential('made-up-secret');
  expect(`${credential}${JSON.stringify({ credential })}`).not.toContain('made-up-secret');
  expect(credential.send()).toBe('made-up-secret');
});
