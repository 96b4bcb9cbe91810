import { readSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** More than a pipe or socket holds. */
const MEMORY_BYTES = 512 * 1024;
/** Reads before the event loop gets its turn: orders for more come through it. */
const READS = 16;

/**
 * Hands on everything that a child prints. What waits in the pipe when a chunk comes is read at once, into one memory:
 * node allocates 64 KB for each chunk, and the collector is kept busy with them (a tenth of a history's processor time).
 *
 * @param take must be done with the bytes when it returns
 */
export function readPipe(output: Readable, take: (bytes: Buffer) => void): void {
  const memory = Buffer.allocUnsafeSlow(MEMORY_BYTES);
  output.on('data', (chunk: Buffer) => {
    take(chunk);
    const descriptor = descriptorOf(output);
    if (descriptor === undefined) return;
    for (let reads = 0; reads < READS; reads++) {
      const count = readWaiting(descriptor, memory);
      if (count === 0) return;
      take(memory.subarray(0, count));
    }
  });
}

/** node does not document it; where it is not to be had, the stream alone does the same, only slower. */
function descriptorOf(output: Readable): number | undefined {
  const descriptor = (output as { readonly _handle?: { readonly fd?: unknown } | null })._handle?.fd;
  return typeof descriptor === 'number' && descriptor > 2 ? descriptor : undefined;
}

/** @returns 0 when nothing waits, at the end, and on errors: the stream will meet and tell both */
function readWaiting(descriptor: number, memory: Buffer): number {
  try {
    return readSync(descriptor, memory, 0, memory.length, null);
  } catch {
    return 0;
  }
}
