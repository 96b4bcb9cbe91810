import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { peek } from './peek.js';

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

const startsWith = (head: Buffer, magic: readonly number[]): boolean => magic.every((byte, at) => head[at] === byte);

/** The bytes of a log, unpacked if their first bytes say that they are gzip or Zstandard. Broken packing fails while reading. */
export async function decompressed(bytes: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const peeked = await peek(bytes, ZSTD.length);
  if (startsWith(peeked.head, GZIP)) return gunzipped(peeked.bytes);
  if (startsWith(peeked.head, ZSTD)) return unzstd(peeked.bytes);
  return peeked.bytes;
}

function gunzipped(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // The error is thrown to whoever reads the last stream.
  return pipeline(Readable.from(bytes), createGunzip(), () => undefined);
}

async function* unzstd(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let unpacked: Uint8Array[] = [];
  let isWhole = false;
  const decompress = new Decompress((data, final) => {
    unpacked.push(data);
    isWhole = final === true;
  });
  for await (const chunk of bytes) {
    decompress.push(chunk);
    for (const data of unpacked) yield Buffer.from(data);
    unpacked = [];
  }
  decompress.push(new Uint8Array(0), true);
  for (const data of unpacked) yield Buffer.from(data);
  if (!isWhole) throw new Error('the Zstandard data ends in the middle');
}
