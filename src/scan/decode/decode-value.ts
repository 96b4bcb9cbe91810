import { unpack } from './unpack.js';

/** A value that was an encoding of another. */
export interface DecodedText {
  readonly text: string;
  /** Encodings that were undone, outermost first. */
  readonly from: readonly string[];
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BASE64_URL = /^[A-Za-z0-9_-]+={0,2}$/;
const HEX = /^(?:[0-9a-f]{2}){8,}$|^(?:[0-9A-F]{2}){8,}$/;
const PERCENT = /%[0-9a-fA-F]{2}/;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;
/** One random value of 8 characters in 400 reads as text, one of 12 in 8,000; padding is a sign of its own. */
const SURE_LENGTH = 12;
const DEEPEST = 5;

/** What the value of an assignment reads as when it is text in base64, hex or percent escapes, or in several of them. */
export function decodeValue(value: string): DecodedText | undefined {
  let decoded: DecodedText | undefined;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next = decodeOnce(decoded?.text ?? value);
    if (next === undefined) break;
    decoded = { text: next.text, from: [...(decoded?.from ?? []), ...next.from] };
  }
  return decoded;
}

function decodeOnce(value: string): DecodedText | undefined {
  if (PERCENT.test(value)) return ofPercent(value);
  if (HEX.test(value)) return ofBytes(Buffer.from(value, 'hex'), 'hex');
  const digits = value.replace(/=+$/, '').length;
  const isPadded = digits < value.length;
  if ((!isPadded && value.length < SURE_LENGTH) || digits % 4 === 1 || (isPadded && value.length % 4 !== 0))
    return undefined;
  if (!BASE64.test(value) && !BASE64_URL.test(value)) return undefined;
  return ofBytes(Buffer.from(value, 'base64'), 'base64');
}

function ofBytes(bytes: Buffer, name: string): DecodedText | undefined {
  const unpacked = unpack(bytes);
  if (unpacked === undefined || unpacked === 'bomb') return undefined;
  const text = unpacked.bytes.toString('latin1').trim();
  return PRINTABLE.test(text) ? { text, from: [name, ...unpacked.from] } : undefined;
}

function ofPercent(value: string): DecodedText | undefined {
  try {
    return { text: decodeURIComponent(value), from: ['percent'] };
  } catch {
    return undefined;
  }
}
