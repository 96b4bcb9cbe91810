import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverVariable } from './server-address.js';

export interface OwnVault {
  readonly address: string;
  readonly folder: string;
  /** Runs the program as a client, with the root token. */
  cli(...parameters: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts a Vault of the test's own; it is up when it listens, whatever state it is in. */
async function start(
  parameters: (port: number, folder: string) => readonly string[],
  scheme: string,
): Promise<OwnVault> {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-vault-'));
  const port = await freePort();
  // A dev server writes its root token to ~/.vault-token.
  const env = { ...process.env, HOME: folder };
  const child = spawn(serverVariable('TEST_VAULT_BIN'), ['server', ...parameters(port, folder)], { env });
  const output: string[] = [];
  const started = new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output.push(String(chunk));
      if (output.join('').includes('Vault server started!')) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => reject(new Error(`Vault ended: ${output.join('')}`)));
  });
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `${scheme}://127.0.0.1:${port}`;
  const cli = async (...parameters: readonly string[]) => {
    const place = { VAULT_ADDR: address, VAULT_TOKEN: serverVariable('TEST_VAULT_TOKEN') };
    const trusted = scheme === 'https' ? { VAULT_CACERT: join(folder, 'tls', 'vault-ca.pem') } : {};
    const options = { env: { ...env, ...place, ...trusted } };
    return (await promisify(execFile)(serverVariable('TEST_VAULT_BIN'), [...parameters], options)).stdout;
  };
  await started;
  return { address, folder, cli, close };
}

/** Unsealed, in memory, with the usual root token. `folder` has `tls/vault-ca.pem`. */
export function startTlsVault(): Promise<OwnVault> {
  return start((port, folder) => {
    const certificates = join(folder, 'tls');
    mkdirSync(certificates);
    const place = [`-dev-listen-address=127.0.0.1:${port}`, `-dev-tls-cert-dir=${certificates}`];
    return ['-dev', '-dev-tls', `-dev-root-token-id=${serverVariable('TEST_VAULT_TOKEN')}`, ...place];
  }, 'https');
}

/** Not initialised; `sys/init` makes it sealed. */
export function startRawVault(): Promise<OwnVault> {
  return start((port, folder) => {
    const file = join(folder, 'vault.hcl');
    const listener = `listener "tcp" { address = "127.0.0.1:${port}" tls_disable = true }`;
    writeFileSync(file, `storage "inmem" {}\n${listener}\ndisable_mlock = true\n`);
    return [`-config=${file}`];
  }, 'http');
}

/** A node with a store of its own on disk, which others can join: not initialised. */
export async function startNode(name: string): Promise<OwnVault> {
  const clusterPort = await freePort();
  return start((port, folder) => {
    const file = join(folder, 'vault.hcl');
    const data = join(folder, 'data');
    mkdirSync(data);
    const lines = [
      'storage "raft" {',
      `  path = "${data}"`,
      `  node_id = "${name}"`,
      '}',
      'listener "tcp" {',
      `  address = "127.0.0.1:${port}"`,
      `  cluster_address = "127.0.0.1:${clusterPort}"`,
      '  tls_disable = true',
      '}',
      `api_addr = "http://127.0.0.1:${port}"`,
      `cluster_addr = "https://127.0.0.1:${clusterPort}"`,
      'disable_mlock = true',
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    return [`-config=${file}`];
  }, 'http');
}
