import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../../../../src/inject/http/http-client.js';
import type { HttpSettings } from '../../../../src/inject/http/http-settings.js';
import { awsError, isRegional } from '../../../../src/inject/providers/aws/aws-error.js';
import { brokenExchangeIn } from '../../../../src/inject/providers/aws/broken-exchange.js';
import { httpHandler } from '../../../../src/inject/providers/aws/http-handler.js';

const SETTINGS: HttpSettings = {
  tls: { verify: 'always' },
  proxy: { except: [] },
  connectWithin: 20_000,
  largestAnswer: 1000,
};

let server: Server;
let port: number;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen.push(
      `${request.method} ${request.headers.host} ${request.url} ${request.headers['x-test']} ${await text(request)}`,
    );
    if (request.url === '/hang-up') request.socket.destroy();
    else if (request.url === '/large') response.end('x'.repeat(2000));
    else {
      response.writeHead(418, { 'x-answer': ['one', 'two'] });
      response.end('answer');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

function handlerWith(settings: Partial<HttpSettings> = {}, within = 20_000) {
  return httpHandler(new HttpClient({ ...SETTINGS, ...settings }), within);
}

const requestFor = (path: string, more: object = {}) => ({
  method: 'POST',
  protocol: 'http:',
  hostname: '127.0.0.1',
  port,
  path,
  headers: { 'x-test': 'yes' },
  ...more,
});

describe('what the SDK sends', () => {
  test.each([
    ['a text', 'body', 'body'],
    ['bytes', new Uint8Array(Buffer.from('xbodyx')).subarray(1, 5), 'body'],
    ['nothing', undefined, ''],
  ])('goes out with %s, as it is', async (_, body, sent) => {
    const { response } = await handlerWith().handle(
      requestFor('/a%2Fb', { body, query: { q: 'x y', list: ['1', '2'], empty: null } }),
    );
    expect(seen.at(-1)).toBe(`POST 127.0.0.1:${port} /a%2Fb?q=x+y&list=1&list=2&empty= yes ${sent}`);
    expect([response.statusCode, response.headers['x-answer'], await text(response.body)]).toEqual([
      418,
      'one, two',
      'answer',
    ]);
  });

  test('goes through a proxy where there is one', async () => {
    const handler = handlerWith({ proxy: { http: `http://127.0.0.1:${port}`, except: [] } });
    await handler.handle(requestFor('/x', { hostname: 'secretsmanager.eu-central-1.amazonaws.test', port: undefined }));
    expect(seen.at(-1)).toMatch(
      /^POST secretsmanager\.eu-central-1\.amazonaws\.test http:\/\/secretsmanager\.eu-central-1\.amazonaws\.test\/x /,
    );
  });
});

describe('an exchange that breaks', () => {
  test.each([
    ['/hang-up', {}, 20_000, 'the connection was cut'],
    ['/large', {}, 20_000, 'the answer is longer than 1000 bytes'],
    ['/hang-up', {}, 1, ''],
  ])('%s may be tried again, and says where it was', async (path, settings, within, found) => {
    const error = await handlerWith(settings, within)
      .handle(requestFor(path))
      .catch((thrown: unknown) => thrown);
    // The name is what the SDK goes by.
    expect(error).toMatchObject({ name: 'TimeoutError', host: `127.0.0.1:${port}` });
    expect(isRegional(error)).toBe(true);
    const wrapped = new Error('of the SDK', { cause: error });
    expect(brokenExchangeIn(wrapped)).toBe(error);
    expect(awsError('read "x"', wrapped)).toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining(`cannot read "x": 127.0.0.1:${port}: ${found}`),
    });
  });

  test('because we stop is not tried again', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const stopped = handlerWith().handle(requestFor('/x'), { abortSignal: controller.signal });
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('errors of AWS in our words', () => {
  const named = (name: string, message: string, status?: number) =>
    Object.assign(new Error(message), { name, ...(status !== undefined && { $metadata: { httpStatusCode: status } }) });

  test.each([
    [
      named('AccessDeniedException', 'User x is not authorized. '),
      'STORE_DENIED',
      'AccessDeniedException: User x is not authorized',
    ],
    [named('ResourceNotFoundException', 'none'), 'SECRET_NOT_FOUND', 'ResourceNotFoundException: none'],
    [named('ValidationException', 'made-up-token', 400), 'STORE_FAILED', 'ValidationException (status 400)'],
    [named('Error', 'made-up-token'), 'STORE_FAILED', 'Error'],
    [named('InternalServiceError', 'x'.repeat(1000)), 'STORE_FAILED', `InternalServiceError: ${'x'.repeat(400)}`],
    [new Error('Region is missing'), 'CONFIG_INVALID', 'no region, expected AWS_REGION or region under [secrets.aws]'],
    ['made-up-token', 'STORE_FAILED', 'an unknown failure'],
  ])('%s', (error, code, found) => {
    expect(awsError('read "x"', error)).toMatchObject({ code, message: `cannot read "x": ${found}` });
  });

  test('another region is asked only where this one has failed', () => {
    expect([named('A', '', 500), named('A', '', 503), named('A', '', 429)].every(isRegional)).toBe(true);
    expect([named('A', '', 400), named('A', '', 403), named('A', ''), 'text'].some(isRegional)).toBe(false);
  });
});
