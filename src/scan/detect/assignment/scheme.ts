import type { ReadRest } from './assignment.js';
import { decode, type Readable } from './readable.js';

const SCHEME = /^(?:bearer|basic|token|apikey|api-key|bot|digest|negotiate|oauth)\s+/i;

/** An `Authorization` value without its scheme: what follows `Bearer` is the secret. */
export function withoutScheme(text: Readable, rest: ReadRest): ReadRest {
  const scheme = SCHEME.exec(rest.value);
  if (scheme === null) return rest;
  const raw = SCHEME.exec(decode(text, rest.valueStart, rest.valueEnd));
  if (raw === null || rest.valueStart + raw[0].length >= rest.valueEnd) return rest;
  return { ...rest, value: rest.value.slice(scheme[0].length), valueStart: rest.valueStart + raw[0].length };
}
