import type { MissReason, SkipReason } from '../../coverage.js';
import type { Tally } from '../../tally.js';
import type { Recollection } from '../cache/recollection.js';
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

  get regexEngine() {
    return this.#tally.engine.regexEngine;
  }

  /** Whether anything that was asked for was not read. */
  get isIncomplete(): boolean {
    return this.#missed;
  }

  /** What was read, or was known. */
  get totals(): SeenTotals {
    return { commits: this.#commits, blobs: this.#blobs, bytes: this.#bytes, skipped: this.#skipped };
  }

  add({ batch, regexEngine }: HistoryAnswer): void {
    this.#tally.engine = { regexEngine };
    this.#count(batch);
    for (const object of batch.found) this.#found.set(object.id, object);
    for (const missing of batch.missing) this.#missObject(missing);
    for (const id of batch.cut) this.miss(objectName(id), 'too-many-findings', 'the rest is left out');
    this.clean.push(...batch.clean);
    this.binary.push(...batch.binary);
  }

  /** What former runs read, and what they found in it. */
  addKnown({ found, spared, regexEngine }: Pick<Recollection, 'found' | 'spared' | 'regexEngine'>): void {
    this.#count(spared);
    const ofKind = (kind: string) => found.filter((one) => one.kind === kind).length;
    const bytes = found.reduce((sum, object) => sum + object.bytes, 0);
    this.#count({ commits: ofKind('commit'), blobs: ofKind('blob'), bytes, skipped: {} });
    for (const object of found) this.#found.set(object.id, object);
    if (regexEngine !== undefined) this.#tally.engine = { regexEngine };
  }

  #count({ commits, blobs, bytes, skipped }: SeenTotals): void {
    this.#tally.addHistory({ commits, blobs, bytes });
    this.#commits += commits;
    this.#blobs += blobs;
    this.#bytes += bytes;
    for (const [reason, count] of Object.entries(skipped)) this.#skip(reason as SkipReason, count);
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
