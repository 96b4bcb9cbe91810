import { isWhiteSpace, MAX_GAP_BYTES } from '../white-space.js';
import type { CompiledPatterns } from './compiled-patterns.js';
import { allowsGap, minimumCutOff, type Pattern } from './pattern.js';

/** Longest occurrence, white space included; so no more than 64 KB is ever held back. */
const MAX_SPAN_BYTES = 65_535;

/** A pattern that ends at the byte read last, or began there and was cut off. */
export interface Hit {
  readonly pattern: Pattern;
  /** Bytes of the stream it takes, white space inside included. */
  readonly span: number;
}

/** The beginning of a pattern at the end of a stream. */
export interface CutOff extends Hit {
  /** Bytes of white space behind it. */
  readonly trailing: number;
}

/** White space inside what may become an occurrence. */
interface Gap {
  /** Bytes other than white space read before it. */
  readonly at: number;
  bytes: number;
}

/** Reads a stream byte by byte and knows how much of its end may still become an occurrence. */
export class Tracker {
  readonly #compiled: CompiledPatterns;
  readonly #firstGap: number;
  #state = 0;
  #taken = 0;
  #gaps: Gap[] = [];
  #gapBytes = 0;

  constructor(compiled: CompiledPatterns) {
    this.#compiled = compiled;
    this.#firstGap = compiled.firstGap;
  }

  /** Bytes at the end of the stream that begin a pattern, without white space. */
  get depth(): number {
    return this.#compiled.automaton.depth(this.#state);
  }

  /** The same with white space: what must be held back. */
  get span(): number {
    return this.depth + this.#gapBytes;
  }

  /** Forgets what was read. */
  restart(): void {
    this.#state = 0;
    this.#forgetGaps();
  }

  /** Reads one byte. True if a pattern may end with it: then ask `hits`. */
  take(byte: number): boolean {
    if (isWhiteSpace(byte)) {
      if (this.#state !== 0) this.#takeWhiteSpace();
      return false;
    }
    const { automaton } = this.#compiled;
    this.#taken++;
    this.#state = automaton.step(this.#state, byte);
    if (this.#gaps.length > 0) this.#dropStale();
    return automaton.firstEnd(this.#state) !== 0;
  }

  /** Forgets what is complete and cannot go on; call it after `hits`. */
  dropEnded(): void {
    this.#state = this.#compiled.automaton.live(this.#state);
    this.#dropStale();
  }

  /** The patterns that end with the last byte, the longest first. */
  hits(): Hit[] {
    const { automaton } = this.#compiled;
    const hits: Hit[] = [];
    for (let end = automaton.firstEnd(this.#state); end !== 0; end = automaton.nextEnd(end)) {
      const depth = automaton.depth(end);
      const span = depth + this.#gapBytesWithin(depth);
      for (const pattern of automaton.patternsAt(end)) {
        if (this.#gapsFit(pattern, depth)) hits.push({ pattern, span });
      }
    }
    return hits;
  }

  /** The longest beginning of a pattern at the end of the stream that tells too much to be shown. */
  cutOff(): CutOff | undefined {
    const { automaton } = this.#compiled;
    for (let state = this.#state; state !== 0; state = automaton.fail(state)) {
      const depth = automaton.depth(state);
      const pattern = automaton
        .patternsThrough(state)
        .find((one) => one.secret >= 0 && minimumCutOff(one) <= depth && this.#gapsFit(one, depth));
      const last = this.#gaps.at(-1);
      const trailing = last?.at === this.#taken ? last.bytes : 0;
      if (pattern !== undefined) return { pattern, span: depth + this.#gapBytesWithin(depth) - trailing, trailing };
    }
    return undefined;
  }

  #takeWhiteSpace(): void {
    const { automaton } = this.#compiled;
    let gap = this.#gaps.at(-1);
    if (gap?.at !== this.#taken) {
      while (this.#state !== 0 && !automaton.allowsGap(this.#state)) this.#state = automaton.fail(this.#state);
      gap = { at: this.#taken, bytes: 0 };
      this.#gaps.push(gap);
    }
    gap.bytes++;
    this.#gapBytes++;
    if (gap.bytes > MAX_GAP_BYTES) this.#state = 0;
    this.#dropStale();
  }

  /** Falls back to shorter beginnings until one can be true with the white space seen, and forgets the gaps before it. */
  #dropStale(): void {
    const { automaton } = this.#compiled;
    for (; this.#state !== 0; this.#state = automaton.fail(this.#state)) {
      const start = this.#taken - this.depth;
      while (this.#gaps[0] !== undefined && this.#gaps[0].at <= start) this.#gapBytes -= this.#gaps.shift()?.bytes ?? 0;
      const first = this.#gaps[0];
      if (first === undefined || (first.at - start >= this.#firstGap && this.span <= MAX_SPAN_BYTES)) return;
    }
    this.#forgetGaps();
  }

  #forgetGaps(): void {
    if (this.#gaps.length > 0) this.#gaps = [];
    this.#gapBytes = 0;
  }

  #gapBytesWithin(depth: number): number {
    const start = this.#taken - depth;
    return this.#gaps.reduce((sum, gap) => (gap.at > start ? sum + gap.bytes : sum), 0);
  }

  #gapsFit(pattern: Pattern, depth: number): boolean {
    const start = this.#taken - depth;
    return this.#gaps.every((gap) => gap.at <= start || allowsGap(pattern, gap.at - start));
  }
}
