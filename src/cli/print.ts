import type { Writable } from 'node:stream';
import { KeepmumError } from '../core/keepmum-error.js';

/**
 * Writes and waits until it is taken. A reader that has gone away (`keepmum … | head`) is no error.
 *
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The same error comes as an event too, which would end the process if nobody listened.
    const heard = (): void => {};
    stream.once('error', heard);
    stream.write(text, (error) => {
      if (error == null) {
        stream.off('error', heard);
        resolve();
      } else if ((error as NodeJS.ErrnoException).code === 'EPIPE') {
        resolve();
      } else {
        const found = (error as NodeJS.ErrnoException).code ?? error.name;
        reject(new KeepmumError('OUTPUT_FAILED', `cannot write the output: ${found}`, { cause: error }));
      }
    });
  });
}
