/** Words to make human passwords of. */
export interface Pools {
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly common: readonly string[];
  readonly foreign: readonly string[];
  readonly apps: readonly string[];
  readonly bases: readonly string[];
}

/** Repeatable dice. */
export interface Random {
  unit(): number;
  /** Both ends included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  pick(from: string): string;
}

/** FNV-1a of the text, to cut packages and words in halves. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    unit,
    between: (least, most) => least + Math.floor(unit() * (most - least + 1)),
    pick: (from: string | readonly unknown[]) => from[Math.floor(unit() * from.length)] as never,
  };
}
