import type { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How long a process that outlives the command may hold its output open; time in which our reader keeps us waiting does not count. */
const LINGER_MS = 1000;
const LOOK_MS = 50;

/** A command's output on its way out. */
export class OutputPassage {
  /** When everything is out. Rejects if a stage fails; a reader that has gone away is no failure. */
  readonly done: Promise<void>;
  readonly #source: Readable;
  readonly #first: Transform;
  readonly #target: Writable;
  #isOver = false;

  /** @param stages at least one */
  constructor(source: Readable, stages: readonly [Transform, ...Transform[]], target: Writable) {
    this.#source = source;
    this.#first = stages[0];
    this.#target = target;
    source.pipe(stages[0]);
    // A terminal that closes is read as an error at the end.
    source.on('error', () => stages[0].end());
    this.done = this.#pass(stages);
  }

  /**
   * Waits for the rest after the command has ended, but not forever for what others still write.
   * @param abandoned when nobody wants to wait for our reader either
   */
  async finish(abandoned: Promise<void>): Promise<void> {
    let waited = 0;
    const timer = setInterval(() => {
      if (!this.#target.writableNeedDrain) waited += LOOK_MS;
      if (waited >= LINGER_MS) this.#cut();
    }, LOOK_MS);
    try {
      await Promise.race([this.done, abandoned]);
    } finally {
      clearInterval(timer);
    }
  }

  async #pass(stages: readonly Transform[]): Promise<void> {
    try {
      // The types know no pipeline of any length that leaves its end open.
      await pipeline([...stages, this.#target] as unknown as [Transform, Writable], { end: false });
    } catch (error) {
      if (!isGone(error) && !this.#target.destroyed) throw error;
    } finally {
      this.#isOver = true;
      // Whoever writes now gets a closed pipe, as our own reader gave us.
      this.#source.destroy();
    }
  }

  #cut(): void {
    if (this.#isOver) return;
    this.#source.unpipe(this.#first);
    this.#first.end();
    this.#source.destroy();
  }
}

/** EIO: the terminal has been closed. */
function isGone(error: unknown): boolean {
  return ['EPIPE', 'EIO', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '');
}
