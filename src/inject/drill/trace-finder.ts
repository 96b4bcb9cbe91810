import { AhoCorasickSearch } from '../../core/literals/aho-corasick-search.js';
import type { TraceForm, TraceLiteral } from '../child/trace-forms.js';

/** Traces of one secret in one place. */
export interface Trace {
  readonly name: string;
  readonly form: TraceForm;
  readonly count: number;
}

/** What traces are looked for. Making it takes a while. */
export class TraceSearch {
  readonly literals: readonly TraceLiteral[];
  readonly search: AhoCorasickSearch;
  /** Bytes of the longest literal. */
  readonly reach: number;

  constructor(literals: readonly TraceLiteral[]) {
    this.literals = literals;
    this.search = new AhoCorasickSearch(literals.map(({ bytes }) => ({ bytes, letterCase: 'exact' })));
    this.reach = literals.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  }
}

/** Looks for traces in one stream of bytes, however it is cut. */
export class TraceFinder {
  readonly #search: TraceSearch;
  readonly #counts = new Map<string, Trace>();
  #tail = Buffer.alloc(0);
  /** Bytes of the stream before the tail. */
  #passed = 0;
  /** Where the last trace of each kind ended: the pieces of one run are one trace. */
  readonly #ends = new Map<string, number>();

  constructor(search: TraceSearch) {
    this.#search = search;
  }

  look(bytes: Uint8Array): void {
    const window = Buffer.concat([this.#tail, bytes]);
    const known = this.#tail.length;
    const { count, starts, literals } = this.#search.search.search(window, 0, window.length);
    for (let index = 0; index < count; index++) {
      const literal = this.#search.literals[literals[index] as number] as TraceLiteral;
      const start = starts[index] as number;
      if (start + literal.bytes.length > known) this.#found(literal, this.#passed + start);
    }
    const kept = Math.min(window.length, Math.max(0, this.#search.reach - 1));
    this.#passed += window.length - kept;
    this.#tail = window.subarray(window.length - kept);
  }

  traces(): readonly Trace[] {
    return [...this.#counts.values()];
  }

  #found({ name, form, bytes }: TraceLiteral, start: number): void {
    const key = `${name} ${form}`;
    const isNew = start > (this.#ends.get(key) ?? Number.NEGATIVE_INFINITY);
    this.#ends.set(key, start + bytes.length);
    const count = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { name, form, count: isNew ? count + 1 : count });
  }
}
