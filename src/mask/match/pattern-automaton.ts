import { allowsGap, type Pattern } from './pattern.js';

const HAS_INLINE_CHILD = 1;
const HAS_OTHER_CHILDREN = 2;
const IS_END = 4;
const ALLOWS_GAP = 8;

/**
 * Aho-Corasick over bytes without white space. A state is the longest suffix of what was read that begins a pattern;
 * state 0 is the empty one. Some 15 bytes of memory for each byte of the patterns: a node's first child stands right
 * behind it, only branches are in a map.
 */
export class PatternAutomaton {
  readonly patterns: readonly Pattern[];
  readonly #flags: Uint8Array;
  readonly #label: Uint8Array;
  readonly #depth: Uint16Array;
  readonly #fail: Int32Array;
  /** The nearest state on the chain of suffixes, other than the state itself, that ends a pattern. */
  readonly #shorterEnd: Int32Array;
  readonly #root = new Int32Array(256);
  readonly #branches = new Map<number, number>();
  readonly #ends = new Map<number, Pattern[]>();
  #size = 1;

  constructor(patterns: readonly Pattern[]) {
    this.patterns = patterns;
    const capacity = patterns.reduce((sum, pattern) => sum + pattern.bytes.length, 1);
    this.#flags = new Uint8Array(capacity);
    this.#label = new Uint8Array(capacity + 1);
    this.#depth = new Uint16Array(capacity);
    this.#fail = new Int32Array(capacity);
    this.#shorterEnd = new Int32Array(capacity);
    const parents = new Int32Array(capacity);
    for (const pattern of patterns) this.#insert(pattern, parents);
    this.#link(parents);
  }

  /** The state after one more byte, which is not white space. */
  step(state: number, byte: number): number {
    let current = state;
    while (current !== 0) {
      const child = this.#child(current, byte);
      if (child !== 0) return child;
      current = this.#fail[current] as number;
    }
    return this.#root[byte] as number;
  }

  /** Bytes of the state's suffix. */
  depth(state: number): number {
    return this.#depth[state] as number;
  }

  /** The state of the next shorter suffix. */
  fail(state: number): number {
    return this.#fail[state] as number;
  }

  /** The longest suffix of the state, itself included, that a pattern goes on from. */
  live(state: number): number {
    let current = state;
    while (current !== 0 && ((this.#flags[current] as number) & (HAS_INLINE_CHILD | HAS_OTHER_CHILDREN)) === 0) {
      current = this.#fail[current] as number;
    }
    return current;
  }

  /** Whether some pattern that begins so allows white space next. */
  allowsGap(state: number): boolean {
    return ((this.#flags[state] as number) & ALLOWS_GAP) !== 0;
  }

  /** The state itself or the longest shorter one that ends a pattern; 0 if there is none. */
  firstEnd(state: number): number {
    return ((this.#flags[state] as number) & IS_END) !== 0 ? state : (this.#shorterEnd[state] as number);
  }

  /** The next shorter state that ends a pattern; 0 if there is none. */
  nextEnd(state: number): number {
    return this.#shorterEnd[state] as number;
  }

  /** The patterns that end in exactly this state. */
  patternsAt(state: number): readonly Pattern[] {
    return this.#ends.get(state) ?? [];
  }

  /** The patterns that begin with this state's bytes and go on. Looks at every pattern, so ask seldom. */
  patternsThrough(state: number): Pattern[] {
    const depth = this.depth(state);
    return this.patterns.filter(
      (pattern) => pattern.bytes.length > depth && this.#stateAfter(pattern, depth) === state,
    );
  }

  #stateAfter(pattern: Pattern, depth: number): number {
    let state = this.#root[pattern.bytes[0] as number] as number;
    for (let index = 1; index < depth; index++) state = this.#child(state, pattern.bytes[index] as number);
    return state;
  }

  #child(state: number, byte: number): number {
    const flags = this.#flags[state] as number;
    if ((flags & HAS_INLINE_CHILD) !== 0 && this.#label[state + 1] === byte) return state + 1;
    return (flags & HAS_OTHER_CHILDREN) === 0 ? 0 : (this.#branches.get(state * 256 + byte) ?? 0);
  }

  #insert(pattern: Pattern, parents: Int32Array): void {
    let state = 0;
    for (let index = 0; index < pattern.bytes.length; index++) {
      const byte = pattern.bytes[index] as number;
      const child = state === 0 ? (this.#root[byte] as number) : this.#child(state, byte);
      state = child === 0 ? this.#append(state, byte, parents) : child;
      if (index + 1 < pattern.bytes.length && allowsGap(pattern, index + 1)) this.#addFlag(state, ALLOWS_GAP);
    }
    this.#addFlag(state, IS_END);
    this.#ends.set(state, [...(this.#ends.get(state) ?? []), pattern]);
  }

  #append(parent: number, byte: number, parents: Int32Array): number {
    const state = this.#size++;
    this.#label[state] = byte;
    this.#depth[state] = (this.#depth[parent] as number) + 1;
    parents[state] = parent;
    if (parent === 0) {
      this.#root[byte] = state;
    } else if (state === parent + 1) {
      this.#addFlag(parent, HAS_INLINE_CHILD);
    } else {
      this.#addFlag(parent, HAS_OTHER_CHILDREN);
      this.#branches.set(parent * 256 + byte, state);
    }
    return state;
  }

  #addFlag(state: number, flag: number): void {
    this.#flags[state] = (this.#flags[state] as number) | flag;
  }

  #link(parents: Int32Array): void {
    for (const state of this.#statesByDepth()) {
      const parent = parents[state] as number;
      const fail = parent === 0 ? 0 : this.step(this.#fail[parent] as number, this.#label[state] as number);
      this.#fail[state] = fail;
      this.#shorterEnd[state] = this.firstEnd(fail);
    }
  }

  /** All states but the root, shallow ones first: a suffix is linked before what is longer than it. */
  #statesByDepth(): Int32Array {
    const next = new Int32Array(this.#depth.reduce((most, depth) => Math.max(most, depth), 0) + 2);
    for (let state = 1; state < this.#size; state++) increment(next, this.depth(state) + 1);
    for (let depth = 1; depth < next.length; depth++)
      next[depth] = (next[depth] as number) + (next[depth - 1] as number);
    const order = new Int32Array(this.#size - 1);
    for (let state = 1; state < this.#size; state++) order[increment(next, this.depth(state))] = state;
    return order;
  }
}

/** Adds one; returns what was there before. */
function increment(numbers: Int32Array, index: number): number {
  const number = numbers[index] as number;
  numbers[index] = number + 1;
  return number;
}
