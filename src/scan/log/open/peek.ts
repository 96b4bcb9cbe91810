/** A stream whose first bytes are known already. */
export interface Peeked {
  readonly head: Buffer;
  /** Everything, the head included; to be read once. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** Reads the first `count` bytes, or all if there are fewer. */
export async function peek(bytes: AsyncIterable<Buffer>, count: number): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < count) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return { head, bytes: withHead(head, iterator) };
}

async function* withHead(head: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  // for await would close the source before its head was read.
  yield* { [Symbol.asyncIterator]: () => iterator };
}
