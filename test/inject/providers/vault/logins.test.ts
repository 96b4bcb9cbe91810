import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { awsSettings } from '../../../../src/config/aws-settings.js';
import { Credential } from '../../../../src/inject/credential.js';
import type { TlsSettings } from '../../../../src/inject/http/http-settings.js';
import type { VaultLogin } from '../../../../src/inject/providers/vault/vault-settings.js';
import { folderWith } from '../../../config/temporary-folder.js';
import { startIssuer } from '../../../servers/identity-issuer.js';
import { sendJson, startLoopback } from '../../../servers/loopback.js';
import { startProxy } from '../../../servers/proxy.js';
import { serverVariable, withServers } from '../../../servers/server-address.js';
import { startTlsVault } from '../../../servers/start-vault.js';
import { asAdmin, makePolicy, makeToken, mountEngine, mountLogin, pick } from '../../../servers/vault-admin.js';
import { credential, failureOf, NEVER, providerWith, readOne, settingsFor, textsOf, withToken } from './vault-world.js';

const BEARER = 'made-up-bearer';

/** A secret, and a policy that lets one read it. */
async function secretOf(password: string) {
  const mount = await mountEngine('kv', { options: { version: '1' } });
  await asAdmin('POST', `${mount}/app`, { password });
  return { reference: `vault://${mount}/app`, policies: [await makePolicy({ [`${mount}/*`]: ['read'] })] };
}

async function logInAndRead(login: VaultLogin, reference: string) {
  const provider = providerWith(settingsFor(login));
  expect(provider.leases.login()).toBeUndefined();
  const texts = textsOf(await readOne(provider, reference));
  const made = provider.leases.login() ?? expect.fail('no login');
  return { provider, texts, made };
}

const isAlive = async (accessor: string | undefined): Promise<boolean> =>
  asAdmin('POST', 'auth/token/lookup-accessor', { accessor }).then(
    () => true,
    () => false,
  );

withServers(['vault'], 'logins to a real Vault', () => {
  it('a token that was given is used, looked at and left alone', async () => {
    const { reference, policies } = await secretOf('by token');
    const { token, accessor } = await makeToken({ policies, ttl: '10m' });
    const { provider, texts, made } = await logInAndRead(withToken(token), reference);
    expect(texts).toEqual({ password: 'by token' });
    expect(made).toMatchObject({ method: 'token', origin: 'given', accessor, renewable: true });
    expect(made.seconds).toBeGreaterThan(590);
    await provider.leases.revokeLogin(NEVER);
    expect(await isAlive(accessor)).toBe(true);
  });

  it('a token file is read anew for each login', async () => {
    const { reference, policies } = await secretOf('by file');
    const folder = folderWith({ token: '' });
    const path = join(folder, 'token');
    const provider = providerWith(settingsFor({ method: 'token', token: { kind: 'file', path } }));
    expect((await failureOf(readOne(provider, reference))).message).toContain('the file is empty');
    writeFileSync(path, `${(await makeToken({ policies })).token}\n`);
    expect(textsOf(await readOne(provider, reference))).toEqual({ password: 'by file' });
  });

  it('a root token has no end', async () => {
    const { reference } = await secretOf('by root');
    const { made } = await logInAndRead(withToken(), reference);
    expect(made.seconds).toBeUndefined();
  });

  it('a token that may not look at itself is used all the same', async () => {
    const { reference, policies } = await secretOf('blind');
    const { token } = await makeToken({ policies, no_default_policy: true });
    const { texts, made } = await logInAndRead(withToken(token), reference);
    expect(texts).toEqual({ password: 'blind' });
    expect(made.accessor).toBeUndefined();
  });

  it('a token that is none is refused, and not shown', async () => {
    const { reference } = await secretOf('refused');
    const error = await failureOf(logInAndRead(withToken('hvs.not-a-token-at-all'), reference));
    expect(error.code).toBe('STORE_DENIED');
    expect(error.hints?.join()).toContain('has expired or was revoked');
    expect(`${error.message}${error.hints}${error.stack}`).not.toContain('not-a-token');
  });

  async function appRole(role: Readonly<Record<string, unknown>>) {
    const mount = await mountLogin('approle');
    await asAdmin('POST', `auth/${mount}/role/ci`, role);
    const { body } = await asAdmin('GET', `auth/${mount}/role/ci/role-id`);
    return { mount, roleId: credential(pick(body, 'data', 'role_id')) };
  }

  it('AppRole: renewed, revoked, gone', async () => {
    const { reference, policies } = await secretOf('by role');
    const { mount, roleId } = await appRole({ token_policies: policies, token_ttl: '5m', token_max_ttl: '1h' });
    const { body } = await asAdmin('POST', `auth/${mount}/role/ci/secret-id`, {});
    const secretId = credential(pick(body, 'data', 'secret_id'));
    const login = { method: 'approle', mount, roleId, secretId, secretIdForm: 'plain' } as const;
    const { provider, texts, made } = await logInAndRead(login, reference);
    expect(texts).toEqual({ password: 'by role' });
    expect(made).toMatchObject({ method: 'approle', origin: 'made', seconds: 300, renewable: true });
    const renewed = await provider.leases.renewLogin(600, NEVER);
    expect(renewed).toMatchObject({ ...made, seconds: 600, grantedAt: expect.any(Number) });
    expect(provider.leases.login()).toEqual(renewed);
    expect(await isAlive(made.accessor)).toBe(true);
    await provider.leases.revokeLogin(NEVER);
    expect(await isAlive(made.accessor)).toBe(false);
    expect(provider.leases.login()).toBeUndefined();
  });

  it('AppRole with a wrapped secret id; a second use is said to be a possible interception', async () => {
    const { reference, policies } = await secretOf('by wrapped id');
    const { mount, roleId } = await appRole({ token_policies: policies });
    const headers = { 'x-vault-wrap-ttl': '5m' };
    const { body } = await asAdmin('POST', `auth/${mount}/role/ci/secret-id`, {}, { headers });
    const token = pick(body, 'wrap_info', 'token');
    const login = { method: 'approle', mount, roleId, secretId: credential(token), secretIdForm: 'wrapped' } as const;
    expect((await logInAndRead(login, reference)).texts).toEqual({ password: 'by wrapped id' });
    const error = await failureOf(logInAndRead(login, reference));
    expect(error.code).toBe('STORE_DENIED');
    expect(error.message).toContain('was used already, or has expired');
    expect(error.hints?.join()).toContain('treat it as leaked');
    expect(`${error.message}${error.hints}`).not.toContain(token);
  });

  it('AppRole: a secret id that was wrapped elsewhere is not unwrapped', async () => {
    const { reference, policies } = await secretOf('not read');
    const { mount, roleId } = await appRole({ token_policies: policies });
    const { body } = await asAdmin(
      'POST',
      'sys/wrapping/wrap',
      { secret_id: 'x' },
      { headers: { 'x-vault-wrap-ttl': '5m' } },
    );
    const token = pick(body, 'wrap_info', 'token');
    const login = { method: 'approle', mount, roleId, secretId: credential(token), secretIdForm: 'wrapped' } as const;
    const error = await failureOf(logInAndRead(login, reference));
    expect(error.message).toContain('made at "sys/wrapping/wrap", expected another path');
    // It is still whole, for whoever finds out.
    expect((await asAdmin('POST', 'sys/wrapping/lookup', { token })).status).toBe(200);
  });

  it('AppRole: a wrong secret id is refused with the words of the store, and not shown', async () => {
    const { reference, policies } = await secretOf('refused');
    const { mount, roleId } = await appRole({ token_policies: policies });
    const login = {
      method: 'approle',
      mount,
      roleId,
      secretId: credential('made-up-secret-id'),
      secretIdForm: 'plain',
    } as const;
    const error = await failureOf(logInAndRead(login, reference));
    expect(error.code).toBe('LOGIN_FAILED');
    expect(error.message).toMatch(/^cannot log in with approle: ".*" answered \d+, .*invalid (?:role or )?secret id/i);
    expect(`${error.message}${error.hints}${error.stack}`).not.toContain('made-up-secret-id');
  });

  it('batch tokens are not renewed and end by themselves', async () => {
    const { reference, policies } = await secretOf('by batch');
    const { mount, roleId } = await appRole({
      token_policies: policies,
      token_type: 'batch',
      token_ttl: '5m',
      bind_secret_id: false,
      token_bound_cidrs: ['127.0.0.1/32'],
    });
    const login = { method: 'approle', mount, roleId, secretIdForm: 'plain' } as const;
    const { provider, texts, made } = await logInAndRead(login, reference);
    expect(texts).toEqual({ password: 'by batch' });
    expect(made.accessor).toBeUndefined();
    const error = await failureOf(provider.leases.renewLogin(60, NEVER));
    expect([error.code, error.message]).toEqual(['LEASE_FAILED', expect.stringContaining('batch token')]);
    await provider.leases.revokeLogin(NEVER);
  });

  it('what a killed run left is revoked by its accessor', async () => {
    const left = await makeToken({ policies: ['default'] });
    const provider = providerWith(settingsFor(withToken()));
    await provider.leases.revokeAccessor(left.accessor, NEVER);
    expect(await isAlive(left.accessor)).toBe(false);
    // Once it is gone there is nothing left to do.
    await provider.leases.revokeAccessor(left.accessor, NEVER);
  });

  async function issuer() {
    const server = await startIssuer(BEARER, {
      sub: 'repo:o/r:ref:refs/heads/main',
      ref: 'refs/heads/main',
      actor: 'a-person',
    });
    onTestFinished(() => server.close());
    return server;
  }

  it('JWT with the identity that GitHub hands out, checked by its published keys', async () => {
    const { reference, policies } = await secretOf('by identity');
    const github = await issuer();
    const mount = await mountLogin('jwt');
    await asAdmin('POST', `auth/${mount}/config`, { jwks_url: `${github.address}/jwks`, bound_issuer: github.address });
    await asAdmin('POST', `auth/${mount}/role/ci`, {
      role_type: 'jwt',
      user_claim: 'sub',
      bound_audiences: ['https://vault.test'],
      bound_claims: { ref: 'refs/heads/main' },
      token_policies: policies,
      token_ttl: '2m',
    });
    const identity = { kind: 'github', url: `${github.address}/token?v=1`, bearer: new Credential(BEARER) } as const;
    const login = { method: 'jwt', mount, role: 'ci', audience: 'https://vault.test', identity } as const;
    const { texts, made } = await logInAndRead(login, reference);
    expect(texts).toEqual({ password: 'by identity' });
    expect(made).toMatchObject({ method: 'jwt', origin: 'made', seconds: 120 });
    expect(made.claims).toMatchObject({ aud: 'https://vault.test', sub: 'repo:o/r:ref:refs/heads/main' });
    expect(made.claims).not.toHaveProperty('actor');
    expect(github.received.map(({ path }) => path)).toContain('/token?v=1&audience=https%3A%2F%2Fvault.test');
  });

  it('a refused JWT: what it claims beside what the role expects, never the token', async () => {
    const { reference, policies } = await secretOf('refused');
    const gitlab = await issuer();
    const mount = await mountLogin('jwt');
    await asAdmin('POST', `auth/${mount}/config`, { jwt_validation_pubkeys: [gitlab.publicKey] });
    await asAdmin('POST', `auth/${mount}/role/release`, {
      role_type: 'jwt',
      user_claim: 'sub',
      bound_audiences: ['https://vault.test'],
      bound_claims: { ref: 'refs/heads/release' },
      token_policies: policies,
    });
    const jwt = gitlab.token({
      aud: 'https://vault.test',
      sub: 'project_path:g/p',
      ref: 'refs/heads/main',
      user_email: 'x',
    });
    const identity = { kind: 'given', issuer: 'gitlab', token: credential(jwt) } as const;
    const login = { method: 'jwt', mount, role: 'release', identity } as const;
    const error = await failureOf(logInAndRead({ ...login, explainWith: credential('root') }, reference));
    expect(error.code).toBe('LOGIN_FAILED');
    expect(error.message).toMatch(/claim \\?"ref\\?" does not match/);
    expect(error.hints).toEqual(
      expect.arrayContaining([
        'the token claims aud = "https://vault.test"',
        'the token claims ref = "refs/heads/main"',
        'the token claims sub = "project_path:g/p"',
        'the role "release" expects bound_claims = {"ref":"refs/heads/release"}',
        'the role "release" expects bound_audiences = ["https://vault.test"]',
      ]),
    );
    const [, , signature = ''] = jwt.split('.');
    expect(signature.length).toBeGreaterThan(40);
    expect(`${error.message}${error.hints}${error.stack}`).not.toContain(signature);
    expect(error.hints?.join()).not.toContain('user_email');
    // Nobody there who may read the role: the claims alone.
    const alone = await failureOf(logInAndRead(login, reference));
    expect(alone.hints?.join()).toContain('the token claims ref');
    expect(alone.hints?.join()).not.toContain('expects');
  });

  it('Kubernetes, whose own review of the token decides', async () => {
    const { reference, policies } = await secretOf('by pod');
    const cluster = await startIssuer(BEARER);
    onTestFinished(() => cluster.close());
    const reviewer = await startLoopback(({ path, body }, response) => {
      if (path !== '/apis/authentication.k8s.io/v1/tokenreviews') return sendJson(response, 404, {});
      const { spec } = JSON.parse(body);
      const user = { username: 'system:serviceaccount:ci:runner', uid: 'u-1', groups: ['system:serviceaccounts'] };
      sendJson(response, 201, {
        kind: 'TokenReview',
        spec,
        status: { authenticated: true, user, audiences: spec.audiences },
      });
    });
    onTestFinished(() => reviewer.close());
    const mount = await mountLogin('kubernetes');
    // Asked for, though the fake has no TLS.
    const authority = await asAdmin('POST', `${await mountEngine('pki')}/root/generate/internal`, { common_name: 'k' });
    await asAdmin('POST', `auth/${mount}/config`, {
      kubernetes_host: reviewer.address,
      disable_local_ca_jwt: true,
      kubernetes_ca_cert: pick(authority.body, 'data', 'certificate'),
      token_reviewer_jwt: cluster.token({ sub: 'reviewer' }),
    });
    await asAdmin('POST', `auth/${mount}/role/ci`, {
      bound_service_account_names: ['runner'],
      bound_service_account_namespaces: ['ci'],
      token_policies: policies,
    });
    const account = { namespace: 'ci', serviceaccount: { name: 'runner', uid: 'u-1' } };
    const jwt = cluster.token({ sub: 'system:serviceaccount:ci:runner', aud: ['x'], 'kubernetes.io': account });
    const path = join(folderWith({ token: jwt }), 'token');
    const identity = { kind: 'given', issuer: 'kubernetes', token: { kind: 'file', path } } as const;
    const { texts, made } = await logInAndRead({ method: 'kubernetes', mount, role: 'ci', identity }, reference);
    expect(texts).toEqual({ password: 'by pod' });
    expect(made.claims).toMatchObject({ sub: 'system:serviceaccount:ci:runner', 'kubernetes.io': account });
    expect(reviewer.received).toHaveLength(1);
  });

  async function tlsVault() {
    const vault = await startTlsVault();
    onTestFinished(() => vault.close());
    const mount = await mountEngine('pki');
    const root = await asAdmin('POST', `${mount}/root/generate/internal`, { common_name: 'Clients', ttl: '1h' });
    await asAdmin('POST', `${mount}/roles/client`, { allow_any_name: true, client_flag: true, ttl: '10m' });
    const { body } = await asAdmin('POST', `${mount}/issue/client`, { common_name: 'runner' });
    const folder = folderWith({
      'client.pem': `${pick(body, 'data', 'certificate')}\n${pick(body, 'data', 'private_key')}\n`,
      'clients.pem': pick(root.body, 'data', 'certificate'),
      'reader.hcl': 'path "secret/data/app" { capabilities = ["read"] }',
    });
    await vault.cli('auth', 'enable', 'cert');
    await vault.cli('policy', 'write', 'reader', join(folder, 'reader.hcl'));
    const certificate = `certificate=@${join(folder, 'clients.pem')}`;
    await vault.cli('write', 'auth/cert/certs/runner', certificate, 'token_policies=reader', 'token_ttl=3m');
    await vault.cli('kv', 'put', 'secret/app', 'password=by-certificate');
    return { vault, clientCert: join(folder, 'client.pem'), caFile: join(vault.folder, 'tls', 'vault-ca.pem') };
  }

  it('a TLS certificate, at a server whose own is of a private authority', async () => {
    const { vault, clientCert, caFile } = await tlsVault();
    const login = { method: 'cert', mount: 'cert', role: 'runner' } as const;
    const settings = settingsFor(login, { addresses: [vault.address] });
    const providerFor = (tls: TlsSettings) => providerWith({ ...settings, http: { ...settings.http, tls } });
    const read = (tls: TlsSettings) => readOne(providerFor(tls), 'vault://secret/app');

    const provider = providerFor({ caFile, clientCert, verify: 'always' });
    expect(textsOf(await readOne(provider, 'vault://secret/app'))).toEqual({ password: 'by-certificate' });
    expect(provider.leases.login()).toMatchObject({ method: 'cert', origin: 'made', seconds: 180 });
    const folder = folderWith({ 'one/other.txt': 'no certificate', 'one/ca.pem': readFileSync(caFile, 'utf8') });
    expect(textsOf(await read({ caPath: join(folder, 'one'), clientCert, verify: 'always' }))).toBeDefined();
    expect(textsOf(await read({ clientCert, verify: 'never' }))).toBeDefined();

    // Through a tunnel, where the address is a name that only the proxy knows.
    const proxy = await startProxy(undefined, { 'vault.test:8200': new URL(vault.address).host });
    onTestFinished(() => proxy.close());
    const far = providerWith({
      ...settings,
      addresses: ['https://vault.test:8200'],
      http: {
        ...settings.http,
        tls: { caFile, clientCert, serverName: 'localhost', verify: 'always' },
        proxy: { https: proxy.address, except: [] },
      },
    });
    expect(textsOf(await readOne(far, 'vault://secret/app'))).toEqual({ password: 'by-certificate' });
    expect(new Set(proxy.received.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(['CONNECT vault.test:8200']),
    );

    const untrusted = await failureOf(read({ clientCert, verify: 'always' }));
    expect(untrusted.code).toBe('STORE_UNREACHABLE');
    expect(untrusted.message).toMatch(/its certificate is (?:of an authority that is not trusted|signed by itself)/);
    expect(untrusted.hints?.join()).toContain('VAULT_CACERT');
    const misnamed = await failureOf(read({ caFile, clientCert, serverName: 'other.test', verify: 'always' }));
    expect(misnamed.message).toContain('its certificate is for another name');
    const nobody = await failureOf(read({ caFile, verify: 'always' }));
    expect(nobody.code).toBe('LOGIN_FAILED');
    const missing = await failureOf(read({ caFile: join(folder, 'none.pem'), verify: 'always' }));
    expect(missing.message).toContain('cannot read the trusted certificates');
  });
});

withServers(['vault', 'aws'], 'a login to a real Vault by an AWS identity', () => {
  it('is signed by us and checked by the token service', async () => {
    const { reference, policies } = await secretOf('by aws');
    const mount = await mountLogin('aws');
    const endpoint = serverVariable('TEST_AWS_ENDPOINT');
    await asAdmin('POST', `auth/${mount}/config/client`, {
      sts_endpoint: endpoint,
      iam_endpoint: endpoint,
      sts_region: 'us-east-1',
      access_key: 'made-up',
      secret_key: 'made-up',
      iam_server_id_header_value: 'vault.test',
    });
    await asAdmin('POST', `auth/${mount}/role/ci`, {
      auth_type: 'iam',
      bound_iam_principal_arn: ['arn:aws:iam::123456789012:user/moto', 'arn:aws:sts::123456789012:*'],
      resolve_aws_unique_ids: false,
      token_policies: policies,
      token_ttl: '4m',
    });
    const text = { AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up', AWS_SESSION_TOKEN: 'made-up' };
    const settings = awsSettings({}, { ...text, AWS_ENDPOINT_URL_STS: endpoint }, undefined);
    const login = { method: 'aws', mount, role: 'ci', region: 'us-east-1', aws: settings } as const;
    const { texts, made } = await logInAndRead({ ...login, serverId: 'vault.test' }, reference);
    expect(texts).toEqual({ password: 'by aws' });
    expect(made).toMatchObject({ method: 'aws', origin: 'made', seconds: 240 });
    const error = await failureOf(logInAndRead(login, reference));
    expect([error.code, error.message]).toEqual(['LOGIN_FAILED', expect.stringContaining('X-Vault-AWS-IAM-Server-ID')]);
  });
});
