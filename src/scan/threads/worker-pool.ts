import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assetFolder } from '../../core/asset-folder.js';
import type { WorkerAnswer, WorkerJob, WorkerMessage, WorkerStart } from './worker-message.js';

/** Jobs that wait at a worker, so that it never idles while its last answer travels. */
const AHEAD = 2;

interface Member {
  readonly worker: Worker;
  /** A thread that is not up yet takes nothing. */
  state: 'starting' | 'up';
  pending: number;
}

/** Threads that read and search files; hands each the next batch as soon as it is free. */
export class WorkerPool {
  readonly #members: readonly Member[];
  readonly #onAnswer: (answer: WorkerAnswer) => void;
  #wake: () => void = () => {};
  #failure: unknown;

  /** @param size threads to start */
  constructor(size: number, start: WorkerStart, onAnswer: (answer: WorkerAnswer) => void) {
    this.#onAnswer = onAnswer;
    const file = join(assetFolder(), 'worker.cjs');
    this.#members = Array.from({ length: size }, () => this.#join(new Worker(file, { workerData: start })));
  }

  /**
   * Hands out one batch, unless every thread has enough or is not up yet.
   *
   * @returns whether a thread took it
   */
  offer(paths: readonly string[]): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    const free = this.#members.filter(({ state, pending }) => state === 'up' && pending < AHEAD);
    const idlest = free.sort((a, b) => a.pending - b.pending)[0];
    if (idlest === undefined) return false;
    idlest.pending++;
    const job: WorkerJob = { paths };
    idlest.worker.postMessage(job);
    return true;
  }

  /** Resolves when every batch was answered; threads that are not up yet have none, and nobody waits for them. */
  drain(): Promise<void> {
    return this.#until(() => this.#members.every(({ pending }) => pending === 0));
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #join(worker: Worker): Member {
    const member: Member = { worker, state: 'starting', pending: 0 };
    worker.on('message', (message: WorkerMessage) => {
      if (message === 'ready') {
        member.state = 'up';
      } else {
        member.pending--;
        this.#onAnswer(message);
      }
      this.#wake();
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => {
      if (member.pending > 0) this.#fail(new Error(`a worker ended with code ${code} in the middle of its work`));
    });
    return member;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  async #until(isReached: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (isReached()) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
