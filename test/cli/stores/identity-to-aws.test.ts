import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderWith } from '../../config/temporary-folder.js';
import { serverVariable, withServers } from '../../servers/server-address.js';

const PROGRAM = join(import.meta.dirname, '../../../dist/keepmum.cjs');
const ROLE = 'arn:aws:iam::123456789012:role/ci';
const BEARER = 'made-up-bearer';

withServers(['aws'], 'from the identity of a GitHub job to a secret of AWS', () => {
  const endpoint = serverVariable('TEST_AWS_ENDPOINT');
  const asked: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  const payload = Buffer.from(JSON.stringify({ sub: 'repo:acme/shop', aud: 'sts.amazonaws.com' })).toString(
    'base64url',
  );
  const github = createServer(({ url, headers }, response) => {
    asked.push({ url, headers });
    response.end(JSON.stringify({ value: `head.${payload}.made-up-signature` }));
  });
  const name = `it/${randomUUID()}`;

  beforeAll(async () => {
    await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
    const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
    const admin = new SecretsManagerClient({ region: 'eu-central-1', endpoint, credentials: keys });
    await admin.send(new CreateSecretCommand({ Name: name, SecretString: '{"password":"made-up-password"}' }));
    admin.destroy();
  });
  afterAll(() => github.close());

  async function mask(environment: Readonly<Record<string, string | undefined>>, cwd = folderWith({ '.git/': '' })) {
    const env = {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    };
    const running = promisify(execFile)(
      process.execPath,
      [PROGRAM, 'mask', '--references', `aws-sm://${name}#password`],
      { env, cwd },
    );
    running.child.stdin?.end('it is made-up-password\n');
    return running.catch((error: { code: number; stdout: string; stderr: string }) => error);
  }

  test('the token is asked for once, for the audience of AWS', async () => {
    const url = `http://127.0.0.1:${(github.address() as AddressInfo).port}/token?api=1`;
    const result = await mask({
      AWS_ROLE_ARN: ROLE,
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
    });
    expect(result).toMatchObject({ stdout: 'it is ***\n', stderr: '' });
    expect(asked.map((request) => [request.url, request.headers.authorization])).toEqual([
      ['/token?api=1&audience=sts.amazonaws.com', `bearer ${BEARER}`],
    ]);
  });

  test('a profile of the shared files has keys, a role and a region', async () => {
    const cwd = folderWith({
      '.git/': '',
      'keepmum.toml': '[secrets.aws]\nprofile = "ci"',
      config: `[profile base]\n[profile ci]\nregion = eu-central-1\nrole_arn = ${ROLE}\nsource_profile = base\n`,
      credentials: '[base]\naws_access_key_id = made-up\naws_secret_access_key = made-up\n',
    });
    const files = { AWS_CONFIG_FILE: join(cwd, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'credentials') };
    expect(await mask({ ...files, AWS_REGION: undefined }, cwd)).toMatchObject({ stdout: 'it is ***\n', stderr: '' });
  });

  test('in a job of GitHub that may not ask for an identity it says what to write', async () => {
    expect(await mask({ GITHUB_ACTIONS: 'true' })).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('add to it: permissions: { contents: read, id-token: write }'),
    });
  });

  test('without an identity or keys it says what is missing', async () => {
    expect(await mask({})).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringMatching(
        /^keepmum: error: cannot log in to AWS: found no usable keys\nkeepmum: hint: [^\n]+\n$/,
      ),
    });
  });
});
