import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpClient, type HttpRequest } from '../../../src/inject/http/http-client.js';
import type { HttpSettings } from '../../../src/inject/http/http-settings.js';
import { folderWith } from '../../config/temporary-folder.js';
import { type Loopback, sendJson, startLoopback } from '../../servers/loopback.js';
import { startProxy } from '../../servers/proxy.js';

const NEVER = new AbortController().signal;

async function kept<Server extends Loopback>(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
}

function clientWith(changes: Partial<HttpSettings> = {}): HttpClient {
  const settings = {
    tls: { verify: 'always' },
    proxy: { except: [] },
    connectWithin: 5000,
    largestAnswer: 1000,
  } as const;
  const client = new HttpClient({ ...settings, ...changes });
  onTestFinished(() => client.close());
  return client;
}

const requestTo = (url: string, changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  within: 20_000,
  connection: 'kept',
  ...changes,
});

const echo = () => kept(startLoopback((request, response) => sendJson(response, 200, request)));

describe('a client', () => {
  it('sends method, path, headers and body, and gives back all of the answer', async () => {
    const server = await echo();
    const request = requestTo(`${server.address}/a%20b?c=%C3%A4`, {
      method: 'POST',
      headers: { 'x-one': '1' },
      body: 'ä',
    });
    const answer = await clientWith().send(request, NEVER);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(JSON.parse(answer.body)).toMatchObject({
      method: 'POST',
      path: '/a%20b?c=%C3%A4',
      headers: { 'x-one': '1', 'content-length': '2', host: new URL(server.address).host },
      body: 'ä',
    });
  });

  it('keeps a connection, and makes a fresh one where that is asked for', async () => {
    const ports: (number | undefined)[] = [];
    const server = createServer((request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const client = clientWith();
    for (const connection of ['kept', 'kept', 'fresh', 'kept'] as const) {
      await client.send(requestTo(url, { connection }), NEVER);
    }
    expect(new Set(ports).size).toBe(2);
    expect(ports[0]).toBe(ports[1]);
    expect(ports[2]).not.toBe(ports[0]);
    client.close();
  });

  it('speaks over a unix socket', async () => {
    const socketPath = join(folderWith({}), 'bao.sock');
    const server = createServer((request, response) => response.end(JSON.stringify({ path: request.url })));
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    onTestFinished(() => void server.close());
    const answer = await clientWith({ proxy: { http: 'http://127.0.0.1:1', except: [] } }).send(
      requestTo('http://localhost/v1/x', { socketPath, connection: 'fresh' }),
      NEVER,
    );
    expect(JSON.parse(answer.body)).toEqual({ path: '/v1/x' });
  });

  it('says what a socket that is not there is', async () => {
    const socketPath = join(folderWith({}), 'none.sock');
    await expect(clientWith().send(requestTo('http://localhost/', { socketPath }), NEVER)).rejects.toMatchObject({
      kind: 'refused',
      message: 'no such socket (ENOENT)',
    });
  });

  it('follows no redirect by itself', async () => {
    const server = await kept(
      startLoopback((_, response) => void response.writeHead(302, { location: '/other' }).end()),
    );
    expect((await clientWith().send(requestTo(server.address), NEVER)).status).toBe(302);
    expect(server.received).toHaveLength(1);
  });
});

describe('a proxy', () => {
  it('is handed a request without TLS, with its whole address', async () => {
    const server = await echo();
    const proxy = await kept(startProxy('me:w%rd', { 'vault.test': new URL(server.address).host }));
    const http = proxy.address.replace('//', '//me:w%25rd@');
    const request = requestTo('http://vault.test/v1/x', { headers: { 'x-vault-token': 'made-up' } });
    const answer = await clientWith({ proxy: { http, except: [] } }).send(request, NEVER);
    expect(JSON.parse(answer.body)).toMatchObject({ path: '/v1/x', headers: { host: 'vault.test' } });
    expect(proxy.received.map(({ path }) => path)).toEqual(['http://vault.test/v1/x']);
  });

  it('that refuses is said to', async () => {
    const proxy = await kept(startProxy('me:word'));
    const client = clientWith({ proxy: { https: proxy.address, except: [] } });
    await expect(client.send(requestTo('https://vault.test/'), NEVER)).rejects.toMatchObject({
      kind: 'proxy',
      message: 'the proxy asks for a name and password',
      sent: 'no',
    });
    expect(proxy.received).toMatchObject([{ method: 'CONNECT', path: 'vault.test:443' }]);
  });

  it('that is not there is said to be', async () => {
    const proxy = await startProxy();
    await proxy.close();
    const client = clientWith({ proxy: { https: proxy.address, except: [] } });
    await expect(client.send(requestTo('https://vault.test/'), NEVER)).rejects.toMatchObject({
      kind: 'proxy',
      message: 'the proxy: nothing listens there (ECONNREFUSED)',
      sent: 'no',
    });
  });

  it('is not asked where it is not meant to be', async () => {
    const server = await echo();
    const client = clientWith({ proxy: { http: 'http://127.0.0.1:1', except: ['vault.test'] } });
    expect((await client.send(requestTo(server.address), NEVER)).status).toBe(200);
  });
});
