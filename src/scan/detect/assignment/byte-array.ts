import type { ReadValue } from './assignment.js';
import { decode, type Readable } from './readable.js';

/** In bytes, brackets included; six letters to some hundred, each written as a number or a character. */
const MAX_ARRAY = 1024;
const ELEMENT = /^\s*(?:\(byte\)\s*)?(?:0x([0-9a-fA-F]{1,2})|([0-9]{1,3})|'([^'\\])')\s*$/;

/** Printable text spelt as an array of bytes or characters, whose opening bracket is at `at`; arrays of other bytes are test vectors. */
export function readByteArray(text: Readable, at: number): ReadValue | undefined {
  const close = text.bytes[at] === 0x5b ? 0x5d : 0x7d;
  const stop = Math.min(text.to, at + MAX_ARRAY);
  const end = text.bytes.subarray(0, stop).indexOf(close, at + 1);
  if (end < 0) return undefined;
  const elements = decode(text, at + 1, end)
    .replace(/,\s*$/, '')
    .split(',');
  if (elements.length < 6) return undefined;
  let value = '';
  for (const element of elements) {
    const parts = ELEMENT.exec(element);
    if (parts === null) return undefined;
    const code = parts[1] ? Number.parseInt(parts[1], 16) : parts[2] ? Number(parts[2]) : parts[3]?.charCodeAt(0);
    if (code === undefined || code < 0x20 || code > 0x7e) return undefined;
    value += String.fromCharCode(code);
  }
  return { value, valueStart: at + 1, valueEnd: end, quote: 'block', surrounding: 'plain' };
}
