import type { MissReason, SkipReason } from '../../coverage.js';
import type { Tally } from '../../tally.js';
import type { SeenTotals } from '../cache/seen-cache.js';
import type { ObjectBatch, ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { HistoryAnswer } from './history-message.js';

const SHORT_ID = 12;

/** Adds up what the threads say about one repository's objects. */
export class HistoryTally {
  /** `ID PATH` of blobs without findings, when they are wanted. */
  readonly clean: string[] = [];
  /** The same of blobs that are no text. */
  readonly binary: string[] = [];
  readonly #tally: Tally;
  readonly #prefix: string;
  readonly #found = new Map<string, ObjectWithDiscoveries>();
  readonly #skipped: Partial<Record<SkipReason, number>> = {};
  #stopped = false;
  #missed = false;
  #commits = 0;
  #blobs = 0;
  #bytes = 0;

  /** @param prefix stands before every name */
  constructor(tally: Tally, prefix: string) {
    this.#tally = tally;
    this.#prefix = prefix;
  }

  /** Objects in which something was found, each once, in an order that does not depend on threads. */
  get found(): ObjectWithDiscoveries[] {
    return [...this.#found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Whether anything that was asked for was not read. */
  get isIncomplete(): boolean {
    return this.#missed;
  }

  /** What was read. */
  get totals(): SeenTotals {
    return { commits: this.#commits, blobs: this.#blobs, bytes: this.#bytes, skipped: this.#skipped };
  }

  add({ batch, regexEngine }: HistoryAnswer): void {
    this.#tally.engine = { regexEngine };
    this.#tally.addHistory(batch);
    this.#commits += batch.commits;
    this.#blobs += batch.blobs;
    this.#bytes += batch.bytes;
    for (const object of batch.found) this.#found.set(object.id, object);
    for (const [reason, count] of Object.entries(batch.skipped)) this.#skip(reason as SkipReason, count);
    for (const missing of batch.missing) this.#missObject(missing);
    for (const id of batch.cut) this.miss(objectName(id), 'too-many-findings', 'the rest is left out');
    this.clean.push(...batch.clean);
    this.binary.push(...batch.binary);
  }

  #skip(reason: SkipReason, count: number): void {
    this.#tally.skip(reason, count);
    this.#skipped[reason] = (this.#skipped[reason] ?? 0) + count;
  }

  /** From now on, what is lost is lost because time is up. */
  stop(): void {
    this.#stopped = true;
  }

  miss(name: string, reason: MissReason, detail: string): void {
    this.#missed = true;
    this.#tally.miss(this.#prefix + name, reason, detail);
  }

  #missObject({ id, detail, kind }: ObjectBatch['missing'][number]): void {
    if (this.#stopped) this.miss(objectName(id), 'time-limit', 'the time limit was reached');
    else this.miss(objectName(id), kind === 'missing' ? 'missing-object' : 'unreadable', detail);
  }
}

function objectName(id: string): string {
  return `object ${id.slice(0, SHORT_ID)}`;
}
