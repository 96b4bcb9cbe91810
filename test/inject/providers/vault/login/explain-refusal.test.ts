import { describe, expect, it } from 'vitest';
import { SYSTEM_CLOCK } from '../../../../../src/core/clock.js';
import { explainRefusal } from '../../../../../src/inject/providers/vault/login/explain-refusal.js';
import { VaultTransport } from '../../../../../src/inject/providers/vault/transport/vault-transport.js';
import { VaultClient } from '../../../../../src/inject/providers/vault/vault-client.js';
import type { VaultLogin } from '../../../../../src/inject/providers/vault/vault-settings.js';
import { answer, type Fault, refuse } from '../../../../servers/fault-server.js';
import { faulty } from '../transport/transport-world.js';
import { credential, NEVER, settingsFor } from '../vault-world.js';

const JWT = { kind: 'given', issuer: 'other', token: credential('made-up') } as const;
const LOGIN: VaultLogin = {
  method: 'jwt',
  mount: 'jwt',
  role: 'ci',
  identity: JWT,
  explainWith: credential('hvs.made-up-token'),
};

async function hintsFor(claims: Readonly<Record<string, unknown>>, role: Fault = refuse(403), login = LOGIN) {
  const server = await faulty(() => role);
  const settings = settingsFor(login, { addresses: [server.address], retries: 0 });
  const transport = new VaultTransport(settings, { clock: SYSTEM_CLOCK, random: () => 0 });
  const client = new VaultClient(transport, undefined);
  try {
    return { hints: await explainRefusal(login, claims, client, NEVER), server };
  } finally {
    client.close();
  }
}

describe('why an identity was refused', () => {
  it('begins with the claims that roles look at most, times as dates', async () => {
    const claims = { run_id: '1', exp: 1_772_366_400, sub: 's', iat: 'odd', aud: ['a', 'b'], iss: 'i', ref: 'r' };
    const { hints } = await hintsFor(claims);
    expect(hints).toEqual([
      'the token claims iss = "i"',
      'the token claims aud = ["a","b"]',
      'the token claims sub = "s"',
      'the token claims ref = "r"',
      'the token claims run_id = "1"',
      'the token claims exp = 2026-03-01T12:00:00.000Z',
      'the token claims iat = "odd"',
    ]);
  });

  it('has what the role expects, where it expects something', async () => {
    const data = {
      bound_audiences: ['https://v.test'],
      bound_claims: { ref: ['refs/heads/main'] },
      bound_subject: '',
      bound_cidrs: [],
      bound_nothing: null,
      bound_empty: {},
      token_policies: ['ci'],
    };
    const { hints, server } = await hintsFor({ aud: 'x' }, answer(200, { data }));
    expect(hints).toEqual([
      'the token claims aud = "x"',
      'the role "ci" expects bound_audiences = ["https://v.test"]',
      'the role "ci" expects bound_claims = {"ref":["refs/heads/main"]}',
    ]);
    expect(server.received).toMatchObject([
      { path: '/v1/auth/jwt/role/ci', headers: { 'x-vault-token': 'hvs.made-up-token' } },
    ]);
  });

  it('is short even where a claim is not', async () => {
    const { hints } = await hintsFor({ sub: 'x'.repeat(5000) });
    expect(hints[0]?.length).toBeLessThan(240);
    expect(hints[0]).toMatch(/…$/);
  });

  it.each([
    ['nobody is there who may ask', { ...LOGIN, explainWith: undefined }],
    ['the store is to choose the role', { ...LOGIN, role: undefined }],
  ])('is without the role where %s', async (_, { explainWith, role, ...rest }) => {
    const login = { ...rest, ...(role && { role }), ...(explainWith && { explainWith }) } as VaultLogin;
    const { hints, server } = await hintsFor({ sub: 's' }, answer(200, { data: { bound_subject: 'x' } }), login);
    expect(hints).toEqual(['the token claims sub = "s"']);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['refused', refuse(403)],
    ['cut', { kind: 'reset', request: 'unseen' } as const],
    ['a page', answer(200, '<html>')],
  ])('is told all the same where the question for the role is %s', async (_, fault) => {
    expect((await hintsFor({ sub: 's' }, fault)).hints).toEqual(['the token claims sub = "s"']);
  });

  it('is that there are no claims', async () => {
    expect((await hintsFor({})).hints).toEqual(['what was sent is no JSON web token']);
  });

  it('is not asked for other logins', async () => {
    const { hints } = await hintsFor({}, refuse(403), { method: 'cert', mount: 'cert' });
    expect(hints).toEqual([]);
  });
});
