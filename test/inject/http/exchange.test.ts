import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpClient, type HttpRequest } from '../../../src/inject/http/http-client.js';
import { answer, type Fault, startFaultServer } from '../../servers/fault-server.js';

const NEVER = new AbortController().signal;

function clientWith(connectWithin = 20_000, largestAnswer = 1000): HttpClient {
  const client = new HttpClient({ tls: { verify: 'always' }, proxy: { except: [] }, connectWithin, largestAnswer });
  onTestFinished(() => client.close());
  return client;
}

const requestTo = (url: string, within = 20_000): HttpRequest => ({
  method: 'GET',
  url: new URL(url),
  headers: {},
  within,
  connection: 'fresh',
});

/** A server that takes connections and never says a word. */
async function mute(): Promise<{ readonly port: number; readonly sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.resume();
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

async function faulty(fault: Fault) {
  const server = await startFaultServer(() => fault);
  onTestFinished(() => server.close());
  return server;
}

describe('time', () => {
  it('to be connected is limited, and nothing was sent by then', async () => {
    const { port } = await mute();
    await expect(clientWith(200).send(requestTo(`https://127.0.0.1:${port}/`), NEVER)).rejects.toMatchObject({
      kind: 'timeout',
      message: 'no connection in 200 ms',
      sent: 'no',
    });
  });

  it('to be answered is limited, and something may have been sent by then', async () => {
    const { port, sockets } = await mute();
    await expect(clientWith(100).send(requestTo(`http://127.0.0.1:${port}/`, 400), NEVER)).rejects.toMatchObject({
      kind: 'timeout',
      message: 'no whole answer in 400 ms',
      sent: 'maybe',
    });
    await expect.poll(() => sockets.size, { timeout: 20_000 }).toBe(0);
  });

  it('to be answered covers the body', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12345'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(clientWith().send(requestTo(url, 400), NEVER)).rejects.toMatchObject({
      kind: 'timeout',
      sent: 'maybe',
    });
  });

  it('is given back when the signal is: the connection is gone', async () => {
    const { port, sockets } = await mute();
    const stop = new AbortController();
    const sent = clientWith().send(requestTo(`http://127.0.0.1:${port}/`), stop.signal);
    const failed = expect(sent).rejects.toThrow('enough');
    await expect.poll(() => sockets.size, { timeout: 20_000 }).toBe(1);
    stop.abort(new Error('enough'));
    await failed;
    await expect.poll(() => sockets.size, { timeout: 20_000 }).toBe(0);
  });
});

describe('size', () => {
  it('is limited by what comes, not by what is promised', async () => {
    const server = await faulty({ kind: 'flood', bytes: 5000 });
    await expect(clientWith(5000, 4000).send(requestTo(server.address), NEVER)).rejects.toMatchObject({
      kind: 'too-large',
      message: 'the answer is longer than 4000 bytes',
    });
    const whole = await clientWith(5000, 5002).send(requestTo(server.address), NEVER);
    expect(whole.body).toHaveLength(5002);
  });

  it('of an empty answer is nought', async () => {
    const server = await faulty(answer(204));
    expect(await clientWith().send(requestTo(server.address), NEVER)).toMatchObject({ status: 204, body: '' });
  });
});

describe('a failure', () => {
  it.each([
    [{ kind: 'reset', request: 'unseen' } as const, 'cut'],
    [{ kind: 'half-body', body: { long: 'enough' } } as const, 'cut'],
    [{ kind: 'no-http' } as const, 'malformed'],
  ])('of %j may have come after the request was seen', async (fault, kind) => {
    const server = await faulty(fault);
    await expect(clientWith().send(requestTo(server.address), NEVER)).rejects.toMatchObject({ kind, sent: 'maybe' });
  });

  it('before anything was sent is told so', async () => {
    const { port } = await mute();
    const plain = connect(port, '127.0.0.1');
    onTestFinished(() => void plain.destroy());
    const server = await faulty(answer(200));
    await server.vanish();
    await expect(clientWith().send(requestTo(server.address), NEVER)).rejects.toMatchObject({
      kind: 'refused',
      sent: 'no',
    });
    const https = (await faulty(answer(200))).address.replace('http:', 'https:');
    await expect(clientWith().send(requestTo(https), NEVER)).rejects.toMatchObject({ kind: 'tls', sent: 'no' });
  });
});
