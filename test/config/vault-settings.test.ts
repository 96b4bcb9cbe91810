import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSecrets } from '../../src/config/load-secrets.js';
import { storeSettings } from '../../src/config/store-settings.js';
import { KeepmumError } from '../../src/core/keepmum-error.js';
import { type CredentialSource, readCredential } from '../../src/inject/credential.js';
import { folderWith } from './temporary-folder.js';

const ADDRESS = { VAULT_ADDR: 'https://vault.test:8200' };
const TOKEN = { VAULT_TOKEN: 'made-up-token' };

function settings(toml: string, environment: Readonly<Record<string, string>>) {
  const folder = folderWith({ '.git/': '', 'keepmum.toml': `[secrets.vault]\n${toml}` });
  const config = loadSecrets({ cwd: folder, configFlag: undefined, environment: {} });
  return { ...storeSettings(config, environment).vault(), folder };
}

function problem(toml: string, environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    settings(toml, environment);
  } catch (error) {
    if (error instanceof KeepmumError) return [error.code, error.message, ...error.hints];
    throw error;
  }
  throw new Error('it was taken');
}

const textOf = (source: CredentialSource | undefined) => source && readCredential(source, 'a credential').send();

/** The login, its credentials in the clear. */
function login(toml: string, environment: Readonly<Record<string, string>>): Record<string, unknown> {
  const found = settings(toml, { ...ADDRESS, ...environment }).login;
  const clear = Object.entries(found).map(([name, value]) => [
    name,
    ['token', 'roleId', 'secretId', 'explainWith'].includes(name) ? textOf(value as CredentialSource) : value,
  ]);
  return Object.fromEntries(clear);
}

describe('where Vault is, and how it is asked', () => {
  test('with an address and a token alone', () => {
    const { folder, login: _, ...rest } = settings('', { ...ADDRESS, ...TOKEN });
    expect(rest).toEqual({
      addresses: ['https://vault.test:8200'],
      http: {
        tls: { verify: 'always' },
        proxy: { except: [] },
        connectWithin: 5000,
        largestAnswer: 16 * 1024 ** 2,
      },
      attemptWithin: 20_000,
      retryWithin: 30_000,
      retries: 4,
      loginForm: 'token',
      wrapped: {},
    });
  });

  test('as the file says', () => {
    const toml = `address = "https://a.test"\naddresses = ["https://b.test", "unix:///run/bao.sock"]\nnamespace = "team"
      caFile = "ca.pem"\nclientCert = "/abs/cert.pem"\nserverName = "c.test"\nattemptTimeLimit = "3s"\ntimeLimit = "1m"
      retries = 0\ninline = true\nskipVerify = false
      [secrets.vault.wrapped]\ngift = "env:GIFT"\nother = "file:gift.txt"`;
    const found = settings(toml, { ...TOKEN, GIFT: 'made-up-gift' });
    expect(found).toMatchObject({
      addresses: ['https://a.test', 'https://b.test', 'unix:///run/bao.sock'],
      namespace: 'team',
      http: {
        tls: {
          caFile: join(found.folder, 'ca.pem'),
          clientCert: '/abs/cert.pem',
          serverName: 'c.test',
          verify: 'always',
        },
      },
      attemptWithin: 3000,
      retryWithin: 60_000,
      retries: 0,
      loginForm: 'inline',
      wrapped: { other: { kind: 'file', path: join(found.folder, 'gift.txt') } },
    });
    expect(textOf(found.wrapped.gift)).toBe('made-up-gift');
  });

  test('as the environment says, OpenBao before Vault, and both before the file', () => {
    const environment = {
      VAULT_ADDR: 'https://vault.test',
      BAO_ADDR: 'https://bao.test, https://bao2.test',
      VAULT_NAMESPACE: 'space',
      VAULT_CACERT: '/ca.pem',
      VAULT_CAPATH: '/cas',
      BAO_CLIENT_CERT: '/cert.pem',
      VAULT_CLIENT_KEY: '/key.pem',
      VAULT_TLS_SERVER_NAME: 'name.test',
      VAULT_CLIENT_TIMEOUT: '7',
      BAO_MAX_RETRIES: '1',
      HTTPS_PROXY: 'http://proxy.test',
      ...TOKEN,
    };
    expect(settings('address = "https://file.test"\nnamespace = "file"\nretries = 9', environment)).toMatchObject({
      addresses: ['https://bao.test', 'https://bao2.test'],
      namespace: 'space',
      http: {
        tls: {
          caFile: '/ca.pem',
          caPath: '/cas',
          clientCert: '/cert.pem',
          clientKey: '/key.pem',
          serverName: 'name.test',
          verify: 'always',
        },
        proxy: { https: 'http://proxy.test' },
      },
      attemptWithin: 7000,
      retries: 1,
    });
  });

  test.each([
    ['0', 'always'],
    ['false', 'always'],
    ['F', 'always'],
    ['1', 'never'],
    ['TRUE', 'never'],
  ])('VAULT_SKIP_VERIFY=%s is read as what it says', (text, verify) => {
    expect(settings('', { ...ADDRESS, ...TOKEN, VAULT_SKIP_VERIFY: text }).http.tls.verify).toBe(verify);
  });

  test('in CI the certificate is checked, unless that is refused twice', () => {
    const environment = { ...ADDRESS, ...TOKEN, CI: 'true', VAULT_SKIP_VERIFY: 'true' };
    expect(problem('', environment).slice(0, 2)).toEqual([
      'REFUSED',
      expect.stringContaining('the variable VAULT_SKIP_VERIFY: in CI the certificate of the store is checked'),
    ]);
    expect(problem('skipVerify = true', { ...ADDRESS, ...TOKEN, GITHUB_ACTIONS: 'true' })[0]).toBe('REFUSED');
    expect(settings('skipVerifyInCi = true', environment).http.tls.verify).toBe('never');
    expect(settings('', { ...environment, CI: 'false' }).http.tls.verify).toBe('never');
  });

  test.each([
    ['no address', '', {}, 'CONFIG_INVALID', 'no address, expected the variable VAULT_ADDR'],
    [
      'no address that is one',
      '',
      { VAULT_ADDR: 'vault.test' },
      'USAGE',
      'the variable VAULT_ADDR: found "vault.test"',
    ],
    ['another protocol', 'address = "ftp://x"', {}, 'CONFIG_INVALID', 'line 2: found "ftp://x"'],
    ['a password in it', '', { VAULT_ADDR: 'https://me:hidden@v.test' }, 'USAGE', 'an address with a user name'],
    [
      'a word for a boolean',
      '',
      { ...ADDRESS, VAULT_SKIP_VERIFY: 'maybe' },
      'USAGE',
      'found "maybe", expected true or false',
    ],
    ['too many retries', '', { ...ADDRESS, VAULT_MAX_RETRIES: '99' }, 'USAGE', 'a whole number from 0 to 20'],
    ['a misspelt key', 'adress = "https://x"', ADDRESS, 'CONFIG_INVALID', 'unknown key "adress" in [secrets.vault]'],
    [
      'a wrapped token in the file',
      '[secrets.vault.wrapped]\nx = "hvs.hidden"',
      { ...ADDRESS, ...TOKEN },
      'CONFIG_INVALID',
      'it does not say where to look',
    ],
    [
      'a wrapped number',
      '[secrets.vault.wrapped]\nx = 3',
      ADDRESS,
      'CONFIG_INVALID',
      '"x" is something else, expected a string',
    ],
  ])('refuses %s', (_, toml, environment, code, message) => {
    const found = problem(toml, environment as Record<string, string>);
    expect(found[0]).toBe(code);
    expect(found[1]).toContain(message);
    expect(found.join()).not.toContain('hidden');
  });
});

describe('how to log in to Vault', () => {
  const GITHUB = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.test/t?a=1', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'made-up' };

  test('a token is taken before all else', () => {
    const environment = { ...GITHUB, ...TOKEN, VAULT_ROLE_ID: 'r' };
    expect(login('', environment)).toEqual({ method: 'token', token: 'made-up-token' });
    expect(login('', { ...environment, BAO_TOKEN: 'made-up-bao' })).toMatchObject({ token: 'made-up-bao' });
    expect(login('token = "env:MINE"', { ...environment, MINE: 'made-up-mine' })).toMatchObject({
      token: 'made-up-mine',
    });
  });

  test('then a role id, with its secret id', () => {
    const environment = { ...GITHUB, VAULT_ROLE_ID: 'role', VAULT_SECRET_ID: 'made-up-secret-id' };
    const expected = {
      method: 'approle',
      mount: 'approle',
      roleId: 'role',
      secretId: 'made-up-secret-id',
      secretIdForm: 'plain',
    };
    expect(login('', environment)).toEqual(expected);
    expect(login('roleId = "other"\nmount = "auth/team/approle/"', environment)).toMatchObject({
      roleId: 'other',
      mount: 'team/approle',
    });
    expect(login('wrappedSecretId = "env:W"', { ...environment, W: 'made-up-wrapped' })).toMatchObject({
      secretId: 'made-up-wrapped',
      secretIdForm: 'wrapped',
    });
  });

  test('then the identity of the pipeline', () => {
    expect(login('role = "ci"\naudience = "https://v.test"', GITHUB)).toMatchObject({
      method: 'jwt',
      mount: 'jwt',
      role: 'ci',
      audience: 'https://v.test',
      identity: { kind: 'github', url: 'https://ci.test/t?a=1' },
    });
    expect(login('', { VAULT_ID_TOKEN: 'made-up', GITLAB_CI: 'true', VAULT_AUTH_ROLE: 'ci' })).toMatchObject({
      method: 'jwt',
      role: 'ci',
      identity: { kind: 'given', issuer: 'gitlab' },
    });
  });

  test('then the token file of the Vault command line', () => {
    const home = folderWith({});
    expect(problem('', { ...ADDRESS, HOME: home })[0]).toBe('LOGIN_FAILED');
    writeFileSync(join(home, '.vault-token'), 'made-up-file');
    expect(login('', { HOME: home })).toEqual({ method: 'token', token: 'made-up-file' });
    expect(login('role = "ci"', { HOME: home, ...GITHUB })).toMatchObject({ method: 'jwt' });
  });

  test('as the file says, whatever else is there', () => {
    const environment = { ...GITHUB, ...TOKEN, VAULT_ROLE: 'ci', AWS_REGION: 'eu-west-1' };
    expect(login('method = "jwt"', environment)).toMatchObject({
      method: 'jwt',
      role: 'ci',
      explainWith: 'made-up-token',
    });
    expect(login('method = "cert"\nmount = "tls"', environment)).toEqual({ method: 'cert', mount: 'tls', role: 'ci' });
    expect(login('method = "aws"\nserverId = "v.test"', environment)).toMatchObject({
      method: 'aws',
      mount: 'aws',
      role: 'ci',
      region: 'eu-west-1',
      serverId: 'v.test',
    });
    expect(login('method = "kubernetes"\nmount = "k8s"', environment)).toEqual({
      method: 'kubernetes',
      mount: 'k8s',
      role: 'ci',
      identity: {
        kind: 'given',
        issuer: 'kubernetes',
        token: { kind: 'file', path: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      },
    });
  });

  test.each([
    ['nothing at all', '', {}, 'there is nothing to log in with', 'name where it is with jwt'],
    [
      'no permission on GitHub',
      '',
      { GITHUB_ACTIONS: 'true' },
      'nothing to log in with',
      'permissions: { contents: read, id-token: write }',
    ],
    ['no token on GitLab', 'method = "jwt"', { GITLAB_CI: 'true' }, 'no identity token', 'id_tokens: VAULT_ID_TOKEN'],
    ['no role id', 'method = "approle"', {}, 'no role id', 'VAULT_ROLE_ID'],
    ['no token', 'method = "token"', {}, 'no token', '~/.vault-token'],
    ['an unset variable', 'token = "env:MINE"', {}, 'the variable "MINE" is not set', ''],
  ])('says what is missing: %s', (_, toml, environment, message, hint) => {
    const [code, found, ...hints] = problem(toml, { ...ADDRESS, ...environment } as Record<string, string>);
    expect([code, found]).toEqual(['LOGIN_FAILED', expect.stringContaining(message)]);
    expect(hints.join()).toContain(hint);
  });

  test('a method that is none is an error at its line; a token in the file is one, and not quoted', () => {
    expect(problem('method = "ldap"', ADDRESS).slice(0, 2)).toEqual([
      'CONFIG_INVALID',
      expect.stringContaining('line 2: found "ldap", expected token, approle, jwt, kubernetes, aws, cert'),
    ]);
    const found = problem('token = "hvs.hidden"', ADDRESS);
    expect(found.join()).toContain('expected "env:NAME" or "file:PATH"');
    expect(found.join()).not.toContain('hidden');
  });
});
