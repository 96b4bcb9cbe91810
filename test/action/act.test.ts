import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeRealPlace } from '../cli/run/real-run.js';
import { withClient } from '../clients/with-client.js';
import { TestRepository, temporaryFolder } from '../fixtures/git/test-repository.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { withServers } from '../servers/server-address.js';
import { actionAlone } from './played-job.js';

const PATIENCE = { timeout: 300_000 };
const ACTION = 'acme/keepmum@v1';

/** A repository with one workflow of one job. */
function repositoryWith(steps: readonly unknown[]): TestRepository {
  const repository = new TestRepository();
  const job = { 'runs-on': 'ubuntu-latest', steps: [{ uses: 'actions/checkout@v4' }, ...steps] };
  repository.commitFile('.github/workflows/test.yml', stringify({ on: 'push', jobs: { job } }));
  return repository;
}

/** Has act run the workflow on this machine, with the action as it would be checked out. */
async function act({ folder }: TestRepository, secrets: Readonly<Record<string, string>> = {}) {
  const home = temporaryFolder();
  const words = ['push', '-P', 'ubuntu-latest=-self-hosted', '--local-repository', `${ACTION}=${actionAlone()}`];
  const given = Object.keys(secrets).flatMap((name) => ['-s', name]);
  const child = spawn('act', [...words, ...given], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: home, ...secrets },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => written.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: String(Buffer.concat(written)) };
}

/** Whether the value stands in the text, as it is or in base64. */
function shows(text: string, value: string): boolean {
  return [value, Buffer.from(value).toString('base64').slice(2, -4)].some((form) => text.includes(form));
}

withClient('act', 'the action, run by act', () => {
  test(
    'a planted secret fails the job, with an annotation, a summary and outputs, and later steps still run',
    PATIENCE,
    async () => {
      const token = githubToken(5);
      const after = { if: 'always()', run: 'echo "found ${{ steps.keepmum.outputs.findings }}"' };
      const repository = repositoryWith([{ id: 'keepmum', uses: ACTION, with: { scope: 'history' } }, after]);
      repository.commitFile('deploy.cfg', `token = ${token}\n`);
      const { code, output } = await act(repository);
      expect(code, output).toBe(1);
      expect(output).toContain('in deploy.cfg:1:9 of commit ');
      expect(output).toContain('Summary - ### keepmum: 1 secret found');
      expect(output).toContain('found 1');
      expect(output).toMatch(/Success - Post acme\/keepmum@v1/);
      expect(shows(output, token)).toBe(false);
    },
  );

  test('a command is guarded, though act gives it a terminal', PATIENCE, async () => {
    const token = githubToken(8);
    const repository = repositoryWith([{ uses: ACTION, with: { mode: 'guard', run: 'cat noise.txt' } }]);
    repository.commitFile('noise.txt', `token: ${token}\n`);
    const { code, output } = await act(repository);
    expect(code, output).toBe(1);
    expect(output).toContain('token: ***');
    expect(shows(output, token)).toBe(false);
  });

  test(
    'an exported secret is there in later steps, masked by act, and blank after the post step',
    PATIENCE,
    async () => {
      const value = githubToken(6);
      const use = { run: `echo "it is $TOKEN"; test "\${#TOKEN}" = ${value.length}` };
      const keepmum = { uses: ACTION, with: { mode: 'export', secrets: 'TOKEN=env://STORED' } };
      const repository = repositoryWith([{ ...keepmum, env: { STORED: '${{ secrets.STORED }}' } }, use]);
      const { code, output } = await act(repository, { STORED: value });
      expect(code, output).toBe(0);
      expect(output).toContain('it is ***');
      expect(output).toMatch(/::set-env:: TOKEN=\s/);
      expect(shows(output, value)).toBe(false);
    },
  );
});

withServers(['vault', 'postgres'], 'the action with a real Vault, run by act', () => {
  withClient('act', 'in a job', () => {
    test('a command has a secret of the store, and the log only a mask', PATIENCE, async () => {
      const secret = { token: githubToken(7) };
      const place = await makeRealPlace({ default_ttl: '1m', max_ttl: '2m' }, secret);
      const { VAULT_ADDR, VAULT_ROLE_ID = '', VAULT_SECRET_ID = '' } = place.env;
      const run = `echo "it is $TOKEN"\necho "$TOKEN" | base64 -w0\ntest "\${#TOKEN}" = ${secret.token.length} && echo whole`;
      const env = {
        VAULT_ADDR,
        VAULT_ROLE_ID: '${{ secrets.VAULT_ROLE_ID }}',
        VAULT_SECRET_ID: '${{ secrets.VAULT_SECRET_ID }}',
      };
      const repository = repositoryWith([
        { uses: ACTION, with: { mode: 'run', secrets: `TOKEN=vault://${place.kv}/app#token`, run }, env },
      ]);
      copyFileSync(join(place.folder, 'keepmum.toml'), join(repository.folder, 'keepmum.toml'));
      repository.commit('how to log in');
      const { code, output } = await act(repository, { VAULT_ROLE_ID, VAULT_SECRET_ID });
      expect(code, output).toBe(0);
      expect(output).toContain('it is ***');
      expect(output).toContain('whole');
      expect(shows(output, secret.token)).toBe(false);
    });
  });
});
