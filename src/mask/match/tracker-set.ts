import type { CompiledPatterns } from './compiled-patterns.js';
import { type CutOff, type Hit, Tracker } from './tracker.js';

/** A tracker for each part of the patterns, as one. */
export class TrackerSet {
  readonly #trackers: readonly Tracker[];

  constructor(parts: readonly CompiledPatterns[]) {
    this.#trackers = parts.map((part) => new Tracker(part));
  }

  get depth(): number {
    return this.#most(({ depth }) => depth);
  }

  get span(): number {
    return this.#most(({ span }) => span);
  }

  restart(): void {
    for (const tracker of this.#trackers) tracker.restart();
  }

  take(byte: number): boolean {
    let mayEnd = false;
    for (const tracker of this.#trackers) if (tracker.take(byte)) mayEnd = true;
    return mayEnd;
  }

  dropEnded(): void {
    for (const tracker of this.#trackers) tracker.dropEnded();
  }

  hits(): Hit[] {
    return this.#trackers.flatMap((tracker) => tracker.hits()).sort((a, b) => b.span - a.span);
  }

  cutOff(): CutOff | undefined {
    const all = this.#trackers.map((tracker) => tracker.cutOff()).filter((one) => one !== undefined);
    return all.sort((a, b) => b.span + b.trailing - a.span - a.trailing)[0];
  }

  #most(measure: (tracker: Tracker) => number): number {
    let most = 0;
    for (const tracker of this.#trackers) most = Math.max(most, measure(tracker));
    return most;
  }
}
