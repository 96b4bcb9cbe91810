import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Loopback, portOf, type Received } from './loopback.js';

/**
 * A proxy on loopback: passes plain requests on, and tunnels by CONNECT.
 *
 * @param who `name:password` that it asks for
 * @param places where it finds hosts by name, as `host:port`; others it finds by itself
 */
export async function startProxy(who?: string, places: Readonly<Record<string, string>> = {}): Promise<Loopback> {
  const received: Received[] = [];
  const tunnels = new Set<Duplex>();
  const wanted = who === undefined ? undefined : `Basic ${Buffer.from(who).toString('base64')}`;
  const server = createServer((incoming, response) => {
    const { method = '', url: path = '', headers } = incoming;
    received.push({ method, path, headers, body: '' });
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      response.writeHead(407).end();
      return;
    }
    const target = new URL(path);
    const [host, port] = (places[target.host] ?? target.host).split(':');
    const onward = request({ host, port, method, path: `${target.pathname}${target.search}`, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.on('connect', ({ url = '', headers }, socket) => {
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    received.push({ method: 'CONNECT', path: url, headers, body: '' });
    if (wanted !== undefined && headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const [host = '', port] = (places[url] ?? url).split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => undefined).once('close', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      // The server no longer counts them as its own, and waits for them all the same.
      for (const tunnel of tunnels) tunnel.destroy();
    });
  return { address: `http://127.0.0.1:${portOf(server)}`, received, close };
}
