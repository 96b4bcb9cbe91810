import type { Literal, LiteralHits, LiteralSearch } from './literal-search.js';

interface Node {
  readonly next: Map<number, Node>;
  /** Literals that end here, by index, those of the failure links included. */
  readonly ends: number[];
  fail: Node | undefined;
}

/**
 * The reference: a plain Aho-Corasick automaton over folded bytes that checks letter case at a hit. Slower than the
 * SIMD search and simple enough to be believed; a property test holds the two equal.
 */
export class AhoCorasickSearch implements LiteralSearch {
  readonly #literals: readonly Literal[];
  readonly #root: Node = newNode();

  constructor(literals: readonly Literal[]) {
    this.#literals = literals;
    literals.forEach(({ bytes }, index) => {
      let node = this.#root;
      for (const byte of bytes) node = childOf(node, fold(byte));
      node.ends.push(index);
    });
    linkFailures(this.#root);
  }

  search(bytes: Uint8Array, from: number, to: number): LiteralHits {
    const hits: { start: number; literal: number }[] = [];
    let node = this.#root;
    for (let at = from; at < to; at++) {
      node = step(this.#root, node, fold(bytes[at] ?? 0));
      for (const literal of node.ends) {
        const start = at + 1 - (this.#literals[literal]?.bytes.length ?? 0);
        if (this.#standsAt(bytes, start, literal)) hits.push({ start, literal });
      }
    }
    hits.sort((a, b) => a.start - b.start || a.literal - b.literal);
    return {
      count: hits.length,
      starts: Uint32Array.from(hits, (hit) => hit.start),
      literals: Uint32Array.from(hits, (hit) => hit.literal),
    };
  }

  #standsAt(bytes: Uint8Array, start: number, index: number): boolean {
    const literal = this.#literals[index];
    if (literal === undefined || literal.letterCase === 'ignore') return true;
    return literal.bytes.every((byte, at) => bytes[start + at] === byte);
  }
}

function newNode(): Node {
  return { next: new Map(), ends: [], fail: undefined };
}

function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function childOf(node: Node, byte: number): Node {
  const child = node.next.get(byte) ?? newNode();
  node.next.set(byte, child);
  return child;
}

function step(root: Node, from: Node, byte: number): Node {
  for (let node: Node | undefined = from; node !== undefined; node = node.fail) {
    const next = node.next.get(byte);
    if (next !== undefined) return next;
  }
  return root;
}

function linkFailures(root: Node): void {
  const queue = [root];
  for (const node of queue) {
    for (const [byte, child] of node.next) {
      child.fail = node.fail === undefined ? root : step(root, node.fail, byte);
      child.ends.push(...child.fail.ends);
      queue.push(child);
    }
  }
}
