import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assetFolder } from '../../../core/asset-folder.js';
import type { HistoryAnswer, HistoryOrder, HistoryWorkerStart } from './history-message.js';
import { partByPath } from './part-by-path.js';

/**
 * A worker gets more when it has fewer objects than this ahead, as far as it told. It tells every 512, and git holds back
 * up to a buffer of answers (4 KB of about 50 bytes each) until more is asked for, so with fewer than the two together
 * both sides could wait for each other.
 */
const AHEAD = 2048;
/** A worker that has fewer objects than this ahead is about to run dry. */
const DRY = 128;
/** Objects that one worker may have ahead more than another before it loses what is its own. */
const BEHIND = 1024;

const SPACE = 0x20;

interface Member {
  readonly worker: Worker;
  asked: number;
  settled: number;
  isDone: boolean;
}

/** Threads that each read objects with a git of their own; versions of one path mostly go to one thread. */
export class HistoryPool {
  readonly #size: number;
  readonly #start: HistoryWorkerStart;
  readonly #members: Member[] = [];
  readonly #onAnswer: (answer: HistoryAnswer) => void;
  #waiting: (() => void)[] = [];
  #failure: unknown;

  /** @param size threads to start */
  constructor(
    size: number,
    start: HistoryWorkerStart,
    when: 'now' | 'when-needed',
    onAnswer: (answer: HistoryAnswer) => void,
  ) {
    this.#size = size;
    this.#start = start;
    this.#onAnswer = onAnswer;
    while (when === 'now' && this.#members.length < size) this.#startThread();
  }

  /**
   * Hands out objects; resolves when the pool can take more.
   *
   * @param lines `ID PATH` lines
   * @param count how many
   */
  async submit(lines: Uint8Array, count: number): Promise<void> {
    if (this.#members.length < this.#size && this.#members.every(({ asked }) => asked > 0)) this.#startThread();
    // Commits have no path, and whoever is idlest reads them.
    if (!lines.includes(SPACE)) this.#ask(undefined, { lines, count });
    else {
      const shares = partByPath(lines, this.#members.length);
      for (const [index, share] of shares.entries()) if (share.count > 0) this.#ask(this.#members[index], share);
    }
    await this.#until(() => this.#members.some((member) => aheadOf(member) < AHEAD));
  }

  /** Resolves when every object was answered for; after `stop`, those that were not are reported as lost. */
  async finish(how: 'end' | 'stop'): Promise<void> {
    for (const member of this.#members) this.#order(member, { kind: how });
    await this.#until(() => this.#members.every(({ isDone }) => isDone));
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  /** A share goes to its owner, unless that has enough to do and another has not, or is far behind. */
  #ask(owner: Member | undefined, { lines, count }: { readonly lines: Uint8Array; readonly count: number }): void {
    const idlest = this.#members.reduce((a, b) => (aheadOf(b) < aheadOf(a) ? b : a));
    const own = owner ?? idlest;
    const isBusy = aheadOf(own) >= DRY && aheadOf(idlest) < DRY;
    const member = isBusy || aheadOf(own) - aheadOf(idlest) > BEHIND ? idlest : own;
    member.asked += count;
    // A piece of a shared buffer would cross to the thread with all of it.
    this.#order(member, { kind: 'read', lines: Uint8Array.prototype.slice.call(lines) });
  }

  #startThread(): void {
    const file = join(assetFolder(), 'history-worker.cjs');
    this.#members.push(this.#join(new Worker(file, { workerData: this.#start })));
  }

  #order(member: Member, order: HistoryOrder): void {
    member.worker.postMessage(order);
  }

  #join(worker: Worker): Member {
    const member: Member = { worker, asked: 0, settled: 0, isDone: false };
    worker.on('message', (answer: HistoryAnswer) => {
      member.settled = answer.settled;
      member.isDone = answer.kind === 'done';
      this.#onAnswer(answer);
      this.#wakeAll();
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => {
      if (!member.isDone) this.#fail(new Error(`a worker ended with code ${code} in the middle of its work`));
    });
    return member;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wakeAll();
  }

  async #until(isReached: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (isReached()) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wakeAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}

const aheadOf = ({ asked, settled }: Member) => asked - settled;
