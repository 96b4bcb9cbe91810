import type { SkipReason } from '../../coverage.js';
import type { Tally } from '../../tally.js';
import type { ObjectBatch, ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { HistoryAnswer } from './history-message.js';

/** Names at most this many missing objects; all are counted. */
const SHORT_ID = 12;

/** Adds up what the threads say about one repository's objects. */
export class HistoryTally {
  readonly clean: string[] = [];
  readonly #tally: Tally;
  readonly #prefix: string;
  readonly #found = new Map<string, ObjectWithDiscoveries>();
  #stopped = false;

  /** @param prefix stands before every name */
  constructor(tally: Tally, prefix: string) {
    this.#tally = tally;
    this.#prefix = prefix;
  }

  /** Objects in which something was found, each once, in an order that does not depend on threads. */
  get found(): ObjectWithDiscoveries[] {
    return [...this.#found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  add({ batch, regexEngine }: HistoryAnswer): void {
    this.#tally.regexEngine = regexEngine;
    this.#tally.addHistory(batch);
    for (const object of batch.found) this.#found.set(object.id, object);
    for (const [reason, count] of Object.entries(batch.skipped)) this.#tally.skip(reason as SkipReason, count);
    for (const missing of batch.missing) this.#miss(missing);
    for (const id of batch.cut) this.#tally.miss(this.#name(id), 'too-many-findings', 'the rest is left out');
    this.clean.push(...batch.clean);
  }

  /** From now on, what is lost is lost because time is up. */
  stop(): void {
    this.#stopped = true;
  }

  #miss({ id, detail, kind }: ObjectBatch['missing'][number]): void {
    if (this.#stopped) this.#tally.miss(this.#name(id), 'time-limit', 'the time limit was reached');
    else this.#tally.miss(this.#name(id), kind === 'missing' ? 'missing-object' : 'unreadable', detail);
  }

  #name(id: string): string {
    return `${this.#prefix}object ${id.slice(0, SHORT_ID)}`;
  }
}
