import { peek } from './peek.js';

/** CircleCI and Drone answer with one JSON array of records; a larger one is inspected as it stands. Bytes. */
const LARGEST = 64 * 1024 * 1024;
const PEEKED = 4096;
const ARRAY_OF_RECORDS = /^(?:\xef\xbb\xbf)?\s*\[\s*\{/;
const TEXT_KEYS = ['message', 'out'] as const;

/** The output in a host's JSON document, line by line as the host shows it; any other log as it is. */
export async function outputOf(bytes: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const peeked = await peek(bytes, PEEKED);
  if (!ARRAY_OF_RECORDS.test(peeked.head.toString('latin1'))) return peeked.bytes;
  return unwrapped(peeked.bytes);
}

async function* unwrapped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    if (length <= LARGEST) {
      kept.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > LARGEST) yield* kept.splice(0);
    } else yield chunk;
  }
  if (length > LARGEST) return;
  const document = Buffer.concat(kept);
  yield textOf(document) ?? document;
}

function textOf(document: Buffer): Buffer | undefined {
  let records: unknown;
  try {
    records = JSON.parse(document.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!Array.isArray(records)) return undefined;
  const texts = records.map(recordText);
  return texts.every((text) => text !== undefined) ? Buffer.from(texts.join('')) : undefined;
}

function recordText(record: unknown): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const key = TEXT_KEYS.find((name) => typeof (record as Record<string, unknown>)[name] === 'string');
  return key === undefined ? undefined : ((record as Record<string, unknown>)[key] as string);
}
