import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { SecretValue } from '../../../core/secret-value.js';

/** How often it is looked whether somebody reads. The reader waits in the meantime, so this is its delay. */
const LOOK_MS = 20;

/** A file that can be read once, and holds nothing on any disk. */
export class Fifo {
  readonly #path: string;
  readonly #value: SecretValue;
  #timer: NodeJS.Timeout | undefined;
  #socket: Socket | undefined;

  private constructor(path: string, value: SecretValue) {
    this.#path = path;
    this.#value = value;
  }

  /** @throws KeepmumError `OUTPUT_FAILED` */
  static async make(path: string, value: SecretValue): Promise<Fifo> {
    await new Promise<void>((resolve, reject) => {
      execFile('mkfifo', ['-m', '600', path], (cause) => {
        if (cause === null) resolve();
        else reject(new KeepmumError('OUTPUT_FAILED', `cannot make a named pipe for a secret`, { cause }));
      });
    });
    const fifo = new Fifo(path, value);
    fifo.#look();
    return fifo;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#socket?.destroy();
    rmSync(this.#path, { force: true });
  }

  #look(): void {
    const descriptor = openIfRead(this.#path);
    if (descriptor === undefined) {
      this.#timer = setTimeout(() => this.#look(), LOOK_MS);
      return;
    }
    // Whoever comes later finds nothing.
    rmSync(this.#path, { force: true });
    this.#give(descriptor);
  }

  #give(descriptor: number): void {
    const bytes = this.#value.reveal();
    // A small value fits in the pipe at once; a socket of ours then never comes to life.
    if (bytes.length <= 4096) {
      try {
        writeSync(descriptor, bytes);
      } catch {
        // Its reader is gone; nobody else is to have it.
      } finally {
        closeSync(descriptor);
      }
      return;
    }
    this.#socket = new Socket({ fd: descriptor, readable: false, writable: true });
    this.#socket.on('error', () => undefined);
    this.#socket.end(bytes);
  }
}

/** ENXIO: nobody reads. */
function openIfRead(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}
