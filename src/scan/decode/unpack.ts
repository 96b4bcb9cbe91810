import { gunzipSync, inflateSync, constants as zlib } from 'node:zlib';
import { sniffEncoding } from '../inspect/text-encoding.js';

/** What compressed data may become; a bomb becomes more and is left alone. */
const UNPACKED_LIMIT = 4 * 1024 * 1024;
/** Bytes that are looked at to tell text from data, and how many of them may be control characters. */
const LOOK = 512;
const STRAY_SHARE = 0.05;
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Text that lay in bytes, and what was undone to get it. */
export interface Unpacked {
  readonly bytes: Buffer;
  readonly from: readonly string[];
}

/** The text that `bytes` are, perhaps compressed or in UTF-16; nothing when they are no text, or a bomb. */
export function unpack(bytes: Buffer): Unpacked | 'bomb' | undefined {
  const inflated = inflate(bytes);
  if (inflated === 'no text') return undefined;
  if (inflated === 'bomb') return inflated;
  const text = asText(inflated?.bytes ?? bytes);
  if (text === undefined) return undefined;
  return { bytes: text.bytes, from: [...(inflated?.from ?? []), ...text.from] };
}

function inflate(bytes: Buffer): Unpacked | 'no text' | 'bomb' | undefined {
  const [first = 0, second = 0] = bytes;
  const isGzip = first === 0x1f && second === 0x8b && bytes[2] === 8;
  const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0 && second >> 5 !== 1;
  if (!isGzip && !isZlib) return undefined;
  // What was cut off is read as far as it goes.
  const options = { maxOutputLength: UNPACKED_LIMIT, finishFlush: zlib.Z_SYNC_FLUSH };
  try {
    const inflated = isGzip ? gunzipSync(bytes, options) : inflateSync(bytes, options);
    return { bytes: inflated, from: [isGzip ? 'gzip' : 'zlib'] };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return 'bomb';
    // `x` begins many a text, too.
    return isGzip ? 'no text' : undefined;
  }
}

function asText(bytes: Buffer): Unpacked | undefined {
  switch (sniffEncoding(bytes)) {
    case 'utf-16le':
      return { bytes: Buffer.from(bytes.toString('utf16le')), from: ['utf-16'] };
    case 'utf-16be': {
      const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
      return { bytes: Buffer.from(even.swap16().toString('utf16le')), from: ['utf-16'] };
    }
    case 'utf-8-bom':
      return { bytes: bytes.subarray(UTF8_BOM.length), from: [] };
    case 'utf-8':
      return looksLikeText(bytes) ? { bytes, from: [] } : undefined;
    default:
      return undefined;
  }
}

function looksLikeText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, LOOK);
  let stray = 0;
  for (const byte of head)
    if ((byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) || byte === 0x7f) stray++;
  return head.length > 0 && stray <= head.length * STRAY_SHARE;
}
