import { inspectBatch } from './inspect/batch.js';
import type { ReadyInspector } from './inspect/create-inspector.js';
import type { FileLimits } from './inspect/inspect-file.js';
import type { ScanRequest } from './request.js';
import type { Tally } from './tally.js';
import { WorkerPool } from './threads/worker-pool.js';

/** Files handed to another thread at a time. */
const BATCH = 192;
/** Files read here before the other threads, signals and the progress line get their turn. */
const TURN = 32;
/** What is done within this time needs no threads: starting them takes about as long. Milliseconds. */
const ALONE = 30;

/**
 * Decides which thread reads which file: the first ones are read at once by this thread; when there is more, others are
 * started. This one reads on, whenever the others have enough to do.
 */
export class FileScheduler {
  readonly #request: ScanRequest;
  readonly #limits: FileLimits;
  readonly #tally: Tally;
  readonly #inspectorOf: () => ReadyInspector;
  readonly #started = Date.now();
  readonly #onLongWork: () => void;
  #isLong = false;
  #pool: WorkerPool | undefined;

  /**
   * @param inspectorOf this thread's engine, built at the first call
   * @param onLongWork called once when there is more to do than this thread does in a moment, before others are started
   */
  constructor(
    request: ScanRequest,
    deadline: number,
    tally: Tally,
    inspectorOf: () => ReadyInspector,
    onLongWork: () => void = () => {},
  ) {
    this.#request = request;
    this.#onLongWork = onLongWork;
    this.#limits = { maxFileSize: request.maxFileSize, deadline, roots: request.paths };
    this.#tally = tally;
    this.#inspectorOf = inspectorOf;
  }

  /** @param paths byte paths of files */
  async read(paths: readonly string[]): Promise<void> {
    for (let rest = paths; rest.length > 0; ) {
      const taken = this.#threads()?.offer(rest.slice(0, BATCH)) ?? false;
      if (!taken) await this.#readHere(rest.slice(0, TURN));
      rest = rest.slice(taken ? BATCH : TURN);
    }
  }

  async finish(): Promise<void> {
    await this.#pool?.drain();
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  async #readHere(batch: readonly string[]): Promise<void> {
    const engine = this.#inspectorOf();
    this.#tally.add(inspectBatch(engine.inspector, batch, this.#limits), engine);
    // Signals and the progress line get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The other threads; none as long as this one may do. */
  #threads(): WorkerPool | undefined {
    const { jobs } = this.#request;
    if (this.#pool !== undefined || Date.now() - this.#started < ALONE) return this.#pool;
    if (!this.#isLong) this.#onLongWork();
    this.#isLong = true;
    if (jobs === 1) return undefined;
    const { rules, binary, maxFileSize, values, inlineAllow, lineHashes } = this.#request;
    const settings = { rules, binary, maxFileSize, values, inlineAllow, lineHashes };
    this.#pool = new WorkerPool(jobs - 1, { settings, limits: this.#limits }, (answer) =>
      this.#tally.add(answer.result, answer),
    );
    return this.#pool;
  }
}
