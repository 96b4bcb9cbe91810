import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { Provider, SecretAnswer } from './provider.js';
import { readEach } from './read-each.js';
import { textAnswer, withoutLineEnd } from './text-answer.js';

const FILES_AT_ONCE = 8;
/** No secret is larger, but what was mistaken for one may be, or may never end, as /dev/zero. */
const MOST_BYTES = 16 * 1024 ** 2;

async function readBytes(folder: string, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    const stream = createReadStream(resolve(folder, path), { signal, end: MOST_BYTES });
    for await (const chunk of stream) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  } catch (cause) {
    signal.throwIfAborted();
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    const hints = found === 'ENOENT' ? [`a relative path begins at ${folder}`] : [];
    throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "file://${path}": ${found}`, { hints, cause });
  }
}

/**
 * Contents of files: `file://PATH`, byte for byte, but without one line end at the end.
 *
 * @param folder where relative paths begin; absolute
 */
export function fileProvider(folder: string): Provider {
  const readOne = async (path: string, signal: AbortSignal): Promise<SecretAnswer> => {
    const bytes = await readBytes(folder, path, signal);
    if (bytes.length <= MOST_BYTES) return textAnswer(withoutLineEnd(bytes));
    throw new KeepmumError('STORE_FAILED', `cannot read "file://${path}": more than 16 MiB, expected a secret`);
  };
  return {
    store: 'file',
    read: (reads, signal) => readEach(reads, FILES_AT_ONCE, ({ path }) => readOne(path, signal)),
    close: () => {},
  };
}
