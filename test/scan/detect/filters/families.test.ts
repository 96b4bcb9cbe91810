import { describe, expect, it } from 'vitest';
import { withValues } from '../../../fixtures/made-up-values.js';
import { inspect, makeInspector } from '../../engine.js';

const inspector = makeInspector();

function found(path: string, text: string) {
  const { discoveries } = inspect(inspector, withValues(text), path);
  return discoveries.map(({ revealed = '', confidence, reasons }) => ({ revealed, confidence, reasons }));
}

function reported(path: string, text: string): string[] {
  return found(path, text)
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ revealed }) => revealed);
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = Buffer.alloc(64, 'q7/fM2+Lx9').toString('base64url');
const jwt = (claims: unknown, alg = 'ed25519') => `${part({ typ: 'JWT', alg })}.${part(claims)}.${signature}`;
const basic = (pair: string) => Buffer.from(pair).toString('base64');
const HEX = [
  '9f86d081884c7d659a2feaa0c55ad015',
  '3ab1c09e7745d2268b1fc05de9a7614b',
  'c41d02e8fa6b73951d80e2b7c94f5a36',
];
const MORE_HEX = ['5e07b9d3146fac8275b0de41938f6ca2', 'a83f61c7024be59dd7165b0ae2c93f48'];

const ACCESS_KEY_ID = ['Q3AM3UQ867', 'SPQQA43P2F'].join('');

/** What is no secret, and beside it the same shape with a secret: [family, path, harmless text, text with a secret, the secret]. */
const FAMILIES: readonly (readonly [family: string, path: string, none: string, some: string, secret: string])[] = [
  ['a version token', 'a.json', '"version_token": "{K}"', '"session_token": "{K}"', '{K}'],
  ['a lock token', 'a.sh', 'aws waf --lock-token {I}', 'aws waf --access-token {I}', '{I}'],
  ['a request token', 'a.json', '"clientRequestToken": "{I}"', '"oauth_request_token": "{I}"', '{I}'],
  ['a policy update token', 'a.json', '"PolicyUpdateToken": "1:{K}"', '"update_token": "{K}"', '{K}'],
  ['a work unit token', 'a.sh', "x --work-unit-token '{K}'", "x --work-token '{K}'", '{K}'],
  [
    'a term token',
    'a.py',
    "url = 'https://h.io/a?id=7&term_token={K}'",
    "url = 'https://h.io/a?id=7&user_token={K}'",
    '{K}',
  ],
  ['a grant token', 'a.json', '"GrantToken": "{K}"', '"AccessToken": "{K}"', '{K}'],
  ['a lifecycle token', 'a.go', 'LifecycleActionToken: aws.String("{I}"),', 'ActionToken: aws.String("{I}"),', '{I}'],
  ['a client token of AWS', 'a.json', '"ClientToken": "{I}"', '"client_token": "{I}"', '{I}'],
  ['a client token, random', 'a.json', '"ClientToken": "{I}"', '"ClientToken": "{K}"', '{K}'],
  [
    'an account',
    'a.xml',
    '<SubjectFromWebIdentityToken>{K}</SubjectFromWebIdentityToken>',
    '<WebIdentityToken>{K}</WebIdentityToken>',
    '{K}',
  ],
  [
    'an ACME challenge',
    'a.py',
    'c = challenges.HTTP01(\n  token=b"{K}")',
    'c = sessions.Session(\n  token=b"{K}")',
    '{K}',
  ],
  ['an ACME challenge', 'a.go', 'ch := &Challenge{\n\tToken: "{K}",\n}', 'ch := &Client{\n\tToken: "{K}",\n}', '{K}'],
  ['an ACME challenge', 'a.json', '{"type": "http-01", "token": "{K}"}', '{"type": "bearer", "token": "{K}"}', '{K}'],
  [
    'an ACME challenge',
    'a.go',
    'token = "{K}"\nkeyAuth = "{K}." + thumb',
    'token = "{K}"\nhost = "{K}." + zone',
    '{K}',
  ],
  ['a digest in a list', 'RECORD', 'azure/client_secret.py,sha256={K}{K},3114', 'azure_client_secret={K}{K}', '{K}{K}'],
  [
    'the result of a call',
    'a.js',
    "x = { [mac('', 'test_secret')]: 1 } // mac('', 'test_secret') => '{H}'",
    "x = { 'test_secret' => '{H}' }",
    '{H}',
  ],
  ['an operation', 'a.py', 'ResetPassword = "{I}"', 'MasterPassword = "{I}"', '{I}'],
  ['the header of a token', 'a.js', `token = "${part({ alg: 'HS256', typ: 'JWT' })}"`, 'token = "{K}"', '{K}'],
  [
    'a header cut short',
    'a.js',
    `token = "${part({ alg: 'RS256', kid: 'a7Qm2' }).slice(0, 32)}"`,
    'token = "{K}"',
    '{K}',
  ],
  [
    'claims alone',
    'a.js',
    `token = "${part({ sub: '1', iat: 7, name: 'J' })}"`,
    `token = "${part({ k: 'zQ8vT1m', n: 'x', id: 1 })}"`,
    part({ k: 'zQ8vT1m', n: 'x', id: 1 }),
  ],
  [
    'a header behind Bearer',
    'a.java',
    `Authorization: Bearer ${part({ alg: 'HS256' })}`,
    'Authorization: Bearer {K}{K}',
    '{K}{K}',
  ],
  [
    'a token cut short',
    'a.java',
    `Authorization: Bearer ${part({ alg: 'HS256' })}.eyJ ...`,
    'Authorization: Bearer {K}{K}',
    '{K}{K}',
  ],
  [
    'an operator of NATS',
    'a.conf',
    `operator = "${jwt({ iss: 'O', nats: { type: 'operator' } })}"`,
    `user = "${jwt({ iss: 'O', nats: { type: 'user' } })}"`,
    jwt({ iss: 'O', nats: { type: 'user' } }),
  ],
  [
    'an account of NATS 1',
    'a.conf',
    `A: ${jwt({ type: 'account', nats: {} })}`,
    `A: ${jwt({ type: 'account' })}`,
    jwt({ type: 'account' }),
  ],
  ['an id of an access key 1', 'a.yml', `accessKey: ${ACCESS_KEY_ID}`, `secretKey: ${ACCESS_KEY_ID}`, ACCESS_KEY_ID],
  ['an id of an access key 2', 'a.yml', 'access_key: 3794fb12c6204e19195f', 'access_key: "{K}{K}"', '{K}{K}'],
  [
    'a fingerprint',
    'a.txt',
    `signing_key = "${HEX[0]?.toUpperCase()}0A1B2C3D"`,
    `signing_key = "${HEX[0]}0a1b2c3d"`,
    `${HEX[0]}0a1b2c3d`,
  ],
  ['the letters of a language', 'a.c', 'hmac_key = "etaonrishdlcupfm"', 'hmac_key = "{K}"', '{K}'],
  [
    'the name of the key that follows',
    'a.txt',
    `PrivateKey=${'BOB_cf'}_c2pnb272w1\n-----BEGIN ${'PRIVATE KEY'}-----\n`,
    'PrivateKey={K}\n-----BEGIN CERTIFICATE-----\n',
    '{K}',
  ],
  ['an object of Docker', 'a.go', 'SecretID: "3hv39ehbbb4hdozo7spod9ftn",', 'SecretID: "{I}",', '{I}'],
  [
    'lifetimes',
    'a.py',
    'E = {\n  "implicit": 3600,\n  "password": 864093,\n  "code": 60,\n}',
    'E = {\n  "user": "bob",\n  "password": 864093,\n}',
    '864093',
  ],
  [
    'numbers of programs',
    'rpc',
    'idm\t300631\nprpasswd\t300632\niw\t300633\n',
    'port 6379\nrequirepass 300632\nmaxclients 200\n',
    '300632',
  ],
  [
    'a value of a row',
    'a.sql',
    "INSERT INTO f (id, method, flow) VALUES ('8ca7', 'password', '{I}', 'x');",
    "INSERT INTO f (id, password, flow) VALUES ('8ca7', '{V}', 'x');",
    '{V}',
  ],
  ['a row of a table', 'a.py', 'T = (\n  ("password", "{H}", 16, 1000),\n)', 'T = {\n  "password": "{H}",\n}', '{H}'],
  [
    'a row of a table',
    'a.go',
    'T := []c{\n\t{"ok", "plain-secret", "{K}", false},\n}',
    'T := []c{\n\t{"plain-secret", "{K}"},\n}',
    '{K}',
  ],
  ['a row of a table', 'a.js', "t = [['a', 'api_key', '{K}']]", "set('a', 'api_key', '{K}')", '{K}'],
  ['a row beside a call', 'a.c', 'x = {"password", "{K}", "b"};', 'setenv("PASSWORD", "{K}", 1);', '{K}'],
  ['a row beside flags', 'a.py', 'x = ["password", "{K}", "b"]', 'x = ["--password", "{K}", "-v"]', '{K}'],
  [
    'no password',
    'a.py',
    `"Authorization": "Basic ${basic('openshift-client:')}"`,
    `"Authorization": "Basic ${basic('bob:Zx9kfo2Lm4')}"`,
    'Zx9kfo2Lm4',
  ],
  [
    'the id of a key',
    'a.py',
    'Authorization: MAC id="h480xq93hd8z7w"',
    'Authorization: MAC key="h480xq93hd8z7w"',
    'h480xq93hd8z7w',
  ],
  [
    "an access key's id",
    'a.go',
    'u := "/f?X-Amz-Credential=AK%2Ffr-par%2Fs3Q7"',
    'u := "/f?X-Amz-Security-Token={K}"',
    '{K}',
  ],
  [
    'a prompt of a mail server',
    'a.c',
    `static u_char imap_password[] = "+ ${basic('Password:')}";`,
    'static u_char imap_password[] = "{V}";',
    '{V}',
  ],
  [
    'a prompt of a mail server',
    'a.c',
    `static u_char smtp_password[] = "334 ${basic('Password:')}";`,
    'static u_char smtp_password[] = "{V}";',
    '{V}',
  ],
  ['an escaped word', 'a.json', '"password": "caf%C3%A9"', '"password": "{E}%21{B}"', '{S}'],
  [
    'a message',
    'i18n/nia.json',
    '"help-yourpassword": "Famangawuli akun aktif. Faigi ba $1"',
    '"password": "correct horse 9 battery"',
    'correct horse 9 battery',
  ],
  [
    'a link that pretends',
    'a.cf',
    'see http://www.cnn.io:US{D}@www.shirts.io/',
    'see http://cnn:US{D}@www.shirts.io/',
    'US{D}',
  ],
  [
    'a table of digests',
    'a.py',
    `A = '${HEX[1]}'\nB = '${HEX[2]}'\nSecret = '{H}'\nC = '${MORE_HEX[0]}'\nD = '${MORE_HEX[1]}'\n`,
    `App = '${HEX[1]}'\nSecret = '{H}'\nTeam = '${HEX[2]}'\n`,
    '{H}',
  ],
  [
    'a table of numbers',
    'a.py',
    "a = {\n 'w':b'ATTm590480',\n 'x':b'ATTq589876',\n 'unicodePwd':b'{N}',\n 'y':b'ATTk590689',\n 'z':b'ATTj131073',\n}",
    "a = {\n 'x':b'ATTq589876',\n 'unicodePwd':b'{N}',\n}",
    '{N}',
  ],
];

describe('families of values that are no secrets', () => {
  it.each(FAMILIES)('%s in %s is none', (_family, path, none) => {
    expect(reported(path, none)).toEqual([]);
  });

  it.each(FAMILIES)('but beside %s in %s a secret stays found', (_family, path, _none, some, secret) => {
    expect(reported(path, some)).toContain(withValues(secret));
  });

  it('keeps a key that stands in the place of a user', () => {
    const key = withValues('sk_9{K}{D}');
    expect(reported('a.py', `"Authorization": "Basic ${basic(`${key}:`)}"`)).toHaveLength(1);
  });

  it('weighs less what has been made unreadable', () => {
    expect(found('a.go', 'token := "{K}"')[0]?.confidence).toBe('high');
    expect(found('a.go', 'encodedToken := "{K}"')[0]?.confidence).toBe('medium');
  });

  it('ends a value at an escaped ampersand', () => {
    expect(reported('a.conf', 'token={K}&amp;hint=access')).toEqual([withValues('{K}')]);
  });
});

/** Written about rather than used: [where, path, text]; the same in code is surer. */
const WRITTEN_ABOUT: readonly (readonly [where: string, path: string, text: string])[] = [
  ['Javadoc', 'A.java', '/**\n * "access_token" : "{K}",\n */'],
  ['a commented line', 'a.py', '# password = "{V}"'],
  ['a line of Rust documentation', 'a.rs', '/// let password = "{V}";'],
  ["Ansible's examples", 'm.py', 'EXAMPLES = r"""\n- name: x\n  api: {"password": "{V}"}\n"""'],
  ["Ansible's examples, cut", 'm.py', '  password: "{V}"\n'],
  ['a docstring', 'a.py', 'def f():\n    """\n    f(password="{V}")\n    """'],
  ['a docstring with text', 'a.py', 'def f():\n    """Do it.\n    f(password="{V}")\n    """'],
  ['a shown session', 'a.py', ">>> password = '{V}'"],
  ["a package's description", 'x-1.0.dist-info/METADATA', 'password="{V}"'],
];

describe('what is written about', () => {
  it.each(WRITTEN_ABOUT)('is one level less sure in %s', (_where, path, text) => {
    const [one] = found(path, text);
    expect(one?.confidence).toBe('medium');
    expect(one?.reasons.at(-1)).toMatch(/one level less sure$/);
  });

  it.each([
    ['behind a docstring', 'a.py', 'def f():\n    """Do it."""\n    password="{V}"'],
    ['behind a closed text', 'a.py', 'def f():\n    """\n    Do it.\n    """\n    password="{V}"'],
    ['in a text that is used', 'a.py', 'CONFIG = """\n[db]\npassword="{V}"\n"""'],
    ['in a definition', 'a.h', '#define DB_PASSWORD "{V}"'],
    ['behind a pointer', 'a.c', '*password = "{V}";'],
    ['in an attribute', 'a.rs', '#[arg(password = "{V}")]'],
  ])('stays as sure as it was %s', (_where, path, text) => {
    expect(found(path, text)[0]?.confidence).toBe('high');
  });

  it('is not made up for by an id beside it', () => {
    const pair = 'client_id: "8842-77a1"\nclient_secret: "{K}"\n';
    expect(found('src/a.yml', pair)[0]?.confidence).toBe('high');
    expect(found('docs/a.md', pair)[0]?.confidence).toBe('medium');
  });
});

describe('samples', () => {
  it('are hardly sure when a standard prints them', () => {
    const printed = ['2YotnFZFEjr1', 'zCsicMWpAA'].join('');
    expect(found('a.js', `access_token = "${printed}"`)[0]?.confidence).toBe('low');
    expect(found('a.js', `access_token = "${printed.replace('Y', 'X')}"`)[0]?.confidence).toBe('high');
  });

  it('are hardly sure when the user is called the same', () => {
    expect(found('a.conf', 'user = "icinga27"\npassword = "icinga27"')[0]?.confidence).toBe('low');
    expect(found('a.conf', 'user = "icinga28"\npassword = "{V}"')[0]?.confidence).toBe('high');
  });

  it('are hardly sure when the header holds a word for its password', () => {
    expect(
      found('a.js', `authorization = "Basic ${basic('foo:bar')}"`).filter((one) => one.confidence !== 'low'),
    ).toEqual([]);
  });

  it('are hardly sure as tokens signed with a word', () => {
    const claims = `${part({ alg: 'HS256' })}.${part({ sub: 'b@b.com', company: 'ACME' })}`;
    expect(found('a.js', `token = "${claims}.wrong"`)[0]?.confidence).toBe('low');
    const own = `${part({ user: 7 })}.${withValues('{K}')}.wrong`;
    expect(found('a.js', `token = "${own}"`)[0]?.confidence).toBe('high');
  });
});

describe('order and disguise', () => {
  it.each([
    ['bytes that count', '000102030405060708090a0b0c0d0e0f', []],
    ['letters and digits by turns', 'a1b2c3d4e5f6a7b8c9d0', []],
    ['bytes in no order', '0f1c02a34b05d60708e90a0b7c0d1e2f', ['0f1c02a34b05d60708e90a0b7c0d1e2f']],
    ['turns in no order', 'a1f2c9d4e0b6a7c8f9d3', ['a1f2c9d4e0b6a7c8f9d3']],
  ])('%s', (_what, value, values) => {
    expect(reported('a.js', `secret = "${value}"`)).toEqual(values);
  });

  it('takes a known password in disguise for a weak one', () => {
    expect(found('a.conf', `password: ${['T0p', 'S3cr3t'].join('')}`)[0]?.reasons).toContain(
      'a well-known weak password',
    );
    expect(found('a.conf', `password: ${['T0p', 'S3cr3t', '9xQ'].join('')}`)[0]?.confidence).toBe('high');
  });
});
