import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { MaskHits } from '../../mask/hit-counter.js';
import { Masker } from '../../mask/masker.js';
import type { SecretIndex } from '../../mask/secret-index.js';

const CHUNK_BYTES = 1 << 20;
/** What a small file unpacks to may be without end. */
const MOST_UNPACKED_BYTES = 1 << 30;

/** Bytes of a file that are not to be looked at. */
export interface SkippedRange {
  readonly from: number;
  readonly to: number;
}

/** What is looked for: known secrets, and whatever else a search is given. */
export interface FileSearch {
  readonly secrets: SecretIndex;
  /** Sees the bytes too. */
  readonly alongside?: (bytes: Uint8Array) => void;
}

/**
 * Secrets in a file, in every form; in what it unpacks to as well if it is gzip.
 * @throws a system error if it cannot be read
 */
export async function searchFile(
  path: string,
  search: FileSearch,
  skipped: readonly SkippedRange[] = [],
): Promise<readonly MaskHits[]> {
  const raw = await searchStream(createReadStream(path, { highWaterMark: CHUNK_BYTES }), search, skipped);
  if (!(await isGzip(path))) return raw;
  const unpacked = createReadStream(path).pipe(createGunzip());
  try {
    return [...raw, ...(await searchStream(unpacked, search, [], MOST_UNPACKED_BYTES))];
  } catch {
    // Damaged, or cut off: what could be read has been looked at.
    return raw;
  }
}

async function searchStream(
  source: Readable,
  { secrets, alongside }: FileSearch,
  skipped: readonly SkippedRange[],
  most = Number.POSITIVE_INFINITY,
): Promise<MaskHits[]> {
  const masker = new Masker(secrets);
  let at = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    for (const bytes of without(chunk, at, skipped)) {
      masker.write(bytes);
      alongside?.(bytes);
    }
    at += chunk.length;
    if (at > most) break;
  }
  masker.end();
  return masker.hits();
}

function without(chunk: Buffer, at: number, skipped: readonly SkippedRange[]): readonly Buffer[] {
  let pieces = [{ bytes: chunk, at }];
  for (const { from, to } of skipped) {
    pieces = pieces.flatMap((piece) => [
      { bytes: piece.bytes.subarray(0, Math.max(0, from - piece.at)), at: piece.at },
      { bytes: piece.bytes.subarray(Math.max(0, to - piece.at)), at: Math.max(piece.at, to) },
    ]);
  }
  return pieces.map(({ bytes }) => bytes).filter((bytes) => bytes.length > 0);
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await file.close();
  }
}
