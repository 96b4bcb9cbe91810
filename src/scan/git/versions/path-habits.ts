/** Below this part of a text taken over, finding what is common costs more than searching it. */
const WORTH_PART = 0.6;
/** Versions after which a path that keeps changing too much gets another chance, at most. */
const LONGEST_REST = 64;
/** Paths remembered; beyond that, all start anew. */
const PATHS = 100_000;

interface Habit {
  /** Versions to let pass. */
  left: number;
  /** How many were let pass the last time. */
  readonly rest: number;
}

/** Knows of which paths one version is much like the next; a bundle that a tool writes anew each time is not. */
export class PathHabits {
  readonly #poor = new Map<string, Habit>();

  /** Whether to compare this version with the last; asking counts it. */
  isWorth(path: string): boolean {
    const habit = this.#poor.get(path);
    if (habit === undefined || habit.left === 0) return true;
    habit.left--;
    return false;
  }

  /** @param part of the text that did not have to be searched, from 0 to 1 */
  learn(path: string, part: number): 'worth' | 'poor' {
    if (part >= WORTH_PART) {
      this.#poor.delete(path);
      return 'worth';
    }
    if (this.#poor.size >= PATHS) this.#poor.clear();
    const rest = Math.min(LONGEST_REST, 2 * (this.#poor.get(path)?.rest ?? 1));
    this.#poor.set(path, { left: rest, rest });
    return 'poor';
  }
}
