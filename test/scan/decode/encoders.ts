import { deflateSync, gzipSync } from 'node:zlib';

/** A way to hide a text on one line, and what a scan calls it. */
export interface Encoder {
  readonly name: string;
  readonly from: string;
  encode(text: string): string;
}

export const base64 = (text: string | Buffer) => Buffer.from(text as Buffer).toString('base64');

/** Encodings of which each stands between blanks or quotes, in text of any kind. */
export const decoders: readonly Encoder[] = [
  { name: 'base64', from: 'base64', encode: base64 },
  { name: 'base64 without padding', from: 'base64', encode: (text) => base64(text).replace(/=+$/, '') },
  { name: 'base64 for URLs', from: 'base64', encode: (text) => Buffer.from(text).toString('base64url') },
  { name: 'hex', from: 'hex', encode: (text) => Buffer.from(text).toString('hex') },
  { name: 'hex in capitals', from: 'hex', encode: (text) => Buffer.from(text).toString('hex').toUpperCase() },
  { name: 'gzip in base64', from: 'base64, gzip', encode: (text) => base64(gzipSync(text)) },
  { name: 'gzip in hex', from: 'hex, gzip', encode: (text) => gzipSync(text).toString('hex') },
  { name: 'zlib in base64', from: 'base64, zlib', encode: (text) => base64(deflateSync(text)) },
  { name: 'UTF-16 in base64', from: 'base64, utf-16', encode: (text) => base64(Buffer.from(text, 'utf16le')) },
  {
    name: 'big-endian UTF-16 in base64',
    from: 'base64, utf-16',
    encode: (text) => base64(Buffer.from(text, 'utf16le').swap16()),
  },
];

/** Every character of a text as an escape. */
export function escaped(text: string, kind: '\\x' | '\\u' | '\\u{' | '&#' | '&#x'): string {
  return [...text].map((character) => escapeOf(character.codePointAt(0) ?? 0, kind)).join('');
}

function escapeOf(code: number, kind: '\\x' | '\\u' | '\\u{' | '&#' | '&#x'): string {
  const hex = code.toString(16).padStart(2, '0');
  if (kind === '&#') return `&#${code};`;
  if (kind === '&#x') return `&#x${hex};`;
  if (kind === '\\u{') return `\\u{${hex}}`;
  return kind === '\\u' ? `\\u00${hex}` : `\\x${hex}`;
}

const LINE = 72;

/** RFC 2045: what is no printable ASCII and `=` as escapes, lines of at most 76 characters. */
export function quotedPrintable(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    let written = '';
    for (const byte of Buffer.from(line)) {
      const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x3d;
      written += isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      if (written.length - written.lastIndexOf('\n') > LINE) written += '=\n';
    }
    lines.push(written);
  }
  return lines.join('\n');
}
