import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was asked. */
export interface AwsCall {
  /** `GetSecretValue`, `AssumeRole`, … */
  readonly action: string;
  /** Of the signature; empty if there is none. */
  readonly region: string;
  readonly accessKeyId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What it is to answer: an object is JSON with status 200, a string is sent as it is; `hang` up without an answer. */
export type AwsReply = { readonly status: number; readonly body: object | string } | 'hang-up';

/** Plays AWS where a test needs it to fail in a certain way. */
export class AwsFaultServer {
  readonly calls: AwsCall[] = [];
  readonly #server: Server;

  constructor(answer: (call: AwsCall) => AwsReply) {
    this.#server = createServer(async (request, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const call = readCall(request.headers, Buffer.concat(chunks).toString());
      this.calls.push(call);
      const reply = answer(call);
      if (reply === 'hang-up') {
        request.socket.destroy();
        return;
      }
      const isText = typeof reply.body === 'string';
      response.writeHead(reply.status, {
        'content-type': isText ? 'text/xml' : 'application/x-amz-json-1.1',
        'x-amzn-requestid': 'request-1',
      });
      response.end(isText ? reply.body : JSON.stringify(reply.body));
    });
  }

  /** @returns its address */
  start(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
      });
    });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function readCall(headers: Readonly<Record<string, string | string[] | undefined>>, body: string): AwsCall {
  const target = String(headers['x-amz-target'] ?? '');
  const input = target === '' ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
  const [, accessKeyId = '', region = ''] =
    /Credential=([^/]*)\/\d+\/([^/]*)\//.exec(String(headers.authorization)) ?? [];
  return { action: target.split('.').at(-1) || String(input.Action), region, accessKeyId, input };
}

/** An error as these services word it. */
export function awsFault(name: string, message: string, status = 400): AwsReply {
  return { status, body: { __type: name, message } };
}

/** Keys as the token service gives them. */
export function assumedRole(action: string, accessKeyId: string, expiration: Date): AwsReply {
  const keys = `<AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>`;
  const credentials = `<Credentials>${keys}<Expiration>${expiration.toISOString()}</Expiration></Credentials>`;
  const result = `<${action}Result>${credentials}</${action}Result>`;
  return {
    status: 200,
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</${action}Response>`,
  };
}
