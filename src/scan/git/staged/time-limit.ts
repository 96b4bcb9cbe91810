import type { StagedGit } from './start-staged.js';

/** Ends both gits when time is up, whatever they wait for. */
export class TimeLimit {
  readonly #deadline: number;
  readonly #timer: NodeJS.Timeout | undefined;

  /** @param milliseconds 0 for no limit */
  constructor(git: Pick<StagedGit, 'stop'>, milliseconds: number) {
    this.#deadline = milliseconds > 0 ? Date.now() + milliseconds : Number.POSITIVE_INFINITY;
    this.#timer = milliseconds > 0 ? setTimeout(() => git.stop(), milliseconds).unref() : undefined;
  }

  get isOver(): boolean {
    return Date.now() >= this.#deadline;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
