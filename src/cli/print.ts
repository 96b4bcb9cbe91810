import { KeepmumError } from '../core/keepmum-error.js';
import type { Output } from './output.js';

/**
 * Writes and waits until it is taken. A reader that has gone away (`keepmum … | head`) is no error.
 *
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export function print(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (error == null || (error as NodeJS.ErrnoException).code === 'EPIPE') {
        resolve();
        return;
      }
      const found = (error as NodeJS.ErrnoException).code ?? error.name;
      reject(new KeepmumError('OUTPUT_FAILED', `cannot write the output: ${found}`, { cause: error }));
    });
  });
}
