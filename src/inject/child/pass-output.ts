import { finished, type Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Masker } from '../../mask/masker.js';
import type { ByteSource } from './byte-source.js';

/** How long a process that outlives the command may hold its output open; time in which our reader keeps us waiting does not count. */
const LINGER_MS = 1000;
const LOOK_MS = 50;

/** What an output passes on its way. */
export interface PassageStages {
  readonly masker: Masker;
  /** One more stage for what has been masked. */
  readonly between: Transform | undefined;
  /** Milliseconds of silence after which held-back bytes are given out, so that a prompt is seen whole; absent: never. */
  readonly flushAfter?: number;
}

/**
 * A command's output on its way out. It goes from the memory it was read into to the target without a copy, so a target is to be done with
 * bytes once it does not count them in `writableLength` any more; before, nothing more is read.
 */
export class OutputPassage {
  /** When everything is out, or with the target after a stage. Rejects if a stage fails; a reader that has gone away is no failure. */
  readonly done: Promise<void>;
  readonly #source: ByteSource;
  readonly #stages: PassageStages;
  readonly #target: Writable;
  /** Where masked bytes go. */
  readonly #sink: Writable;
  #state: 'reading' | 'paused' | 'ending' | 'over' = 'reading';
  /** Writes that have not been called back. */
  #pending = 0;
  #timer: NodeJS.Timeout | undefined;
  #settle: (error?: unknown) => void = () => undefined;

  constructor(source: ByteSource, stages: PassageStages, target: Writable) {
    this.#source = source;
    this.#stages = stages;
    this.#target = target;
    this.#sink = stages.between ?? target;
    this.done = this.#pass();
  }

  /**
   * Waits for the rest after the command has ended, but not forever for what others still write.
   * @param abandoned when nobody wants to wait for our reader either
   */
  async finish(abandoned: Promise<void>): Promise<void> {
    let waited = 0;
    const timer = setInterval(() => {
      if (this.#target.writableLength === 0) waited += LOOK_MS;
      if (waited >= LINGER_MS) this.#end();
    }, LOOK_MS);
    try {
      await Promise.race([this.done, abandoned]);
    } finally {
      clearInterval(timer);
    }
  }

  async #pass(): Promise<void> {
    const { between } = this.#stages;
    const out = new Promise<void>((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve() : reject(error));
    });
    const withdraw = finished(this.#target, { readable: false }, (error) => this.#settle(error ?? undefined));
    try {
      const stage = between === undefined ? undefined : pipeline(between, this.#target, { end: false });
      this.#source.start({ take: (bytes, room) => this.#take(bytes, room), end: () => this.#end() });
      await (stage === undefined ? out : Promise.race([stage, out]));
    } catch (error) {
      if (!isGone(error) && !this.#target.destroyed) throw error;
    } finally {
      this.#state = 'over';
      withdraw();
      between?.destroy();
      clearTimeout(this.#timer);
      // Whoever writes now gets a closed pipe, as our own reader gave us.
      this.#source.close();
    }
  }

  #take(bytes: Uint8Array, room: number): 'go on' | 'pause' {
    const { masker, flushAfter } = this.#stages;
    clearTimeout(this.#timer);
    this.#give(() => masker.write(bytes, room));
    if (flushAfter !== undefined && masker.held > 0 && this.#state === 'reading')
      this.#timer = setTimeout(() => this.#give(() => masker.release()), flushAfter);
    if (this.#state !== 'reading') return 'pause';
    if (this.#pending === 0 || this.#sink.writableLength === 0) return 'go on';
    this.#state = 'paused';
    return 'pause';
  }

  #end(): void {
    if (this.#state === 'over' || this.#state === 'ending') return;
    clearTimeout(this.#timer);
    this.#source.close();
    this.#give(() => this.#stages.masker.end());
    this.#state = 'ending';
    if (this.#stages.between !== undefined) this.#sink.end();
    else if (this.#pending === 0) this.#settle();
  }

  /** Nothing goes out if masking fails. */
  #give(mask: () => Uint8Array[]): void {
    try {
      const [first, ...others] = mask();
      if (first === undefined) return;
      // A stage may keep what it gets.
      const isKept = this.#stages.between !== undefined;
      this.#pending++;
      this.#sink.write(isKept || others.length > 0 ? Buffer.concat([first, ...others]) : first, this.#written);
    } catch (error) {
      this.#settle(error);
    }
  }

  readonly #written = (): void => {
    this.#pending--;
    if (this.#pending > 0) return;
    if (this.#state === 'paused') {
      this.#state = 'reading';
      this.#source.resume();
    } else if (this.#state === 'ending' && this.#stages.between === undefined) this.#settle();
  };
}

/** EIO: the terminal has been closed. */
function isGone(error: unknown): boolean {
  return ['EPIPE', 'EIO', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '');
}
