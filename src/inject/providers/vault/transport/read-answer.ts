import type { HttpAnswer } from '../../../http/http-client.js';
import { HttpFailure } from '../../../http/http-failure.js';
import { isRecord } from '../json-shape.js';
import { StoreFailure } from './store-failure.js';
import type { VaultCall, VaultReply } from './vault-call.js';

const LONGEST_SAID = 300;
const SHORTEST_SECRET = 8;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every text in the call that must not come back in a message, longest first. */
function sentTexts({ token, body = {}, hidden = [] }: VaultCall): readonly string[] {
  const texts = [token, ...Object.values(body), ...hidden];
  return texts
    .filter((text) => typeof text === 'string' && text.length >= SHORTEST_SECRET)
    .map(String)
    .sort((a, b) => b.length - a.length);
}

function saidIn(body: unknown, sent: readonly string[]): readonly string[] {
  const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
  return errors
    .filter((error) => typeof error === 'string')
    .map((error) => sent.reduce((text, secret) => text.replaceAll(secret, '[credential]'), error))
    .map((text) => text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_SAID))
    .filter((text) => text !== '');
}

/** Seconds, or a date. @returns milliseconds */
function waitOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/**
 * @param now milliseconds since 1970
 * @throws StoreFailure if the status is none of success; HttpFailure if it is, and the body is no JSON
 */
export function readAnswer(call: VaultCall, answer: HttpAnswer, address: string, now: number): VaultReply {
  const { status, headers, body: text } = answer;
  const body = text === '' ? undefined : parsed(text);
  if (status < 200 || status > 299) {
    // A listener of TLS says this in plain text.
    const plain = /sent an HTTP request to an HTTPS server/.test(text) ? ['it speaks TLS: use https://'] : [];
    const said = [...saidIn(body, sentTexts(call)), ...plain];
    throw new StoreFailure({ status, said, body, retryAfter: waitOf(headers['retry-after'], now), address });
  }
  if (text.trim() !== '' && !isRecord(body)) {
    throw new HttpFailure('malformed', `answered with status ${status} and something that is no JSON object`, {
      sent: 'maybe',
      hints: ['is that the address of a Vault or OpenBao, or of a page in front of it?'],
    });
  }
  return { status, headers, body, text, address };
}
