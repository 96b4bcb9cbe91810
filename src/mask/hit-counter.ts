import type { FormName } from './forms/form.js';
import type { Pattern } from './match/pattern.js';

/** How often one form of one secret was masked. Never the value. */
export interface MaskHits {
  /** Index of the secret, in the order the secrets were added. */
  readonly secret: number;
  /** `cut-off`: the beginning of a secret at the end of the stream. `command`: the value of a masking command. */
  readonly form: FormName | 'cut-off' | 'command';
  readonly count: number;
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly secret: number;
  readonly form: MaskHits['form'];
}

/** Counts occurrences that are not inside a longer one: a key of 27 lines is one hit, not 28. */
export class HitCounter {
  readonly #counts = new Map<string, MaskHits>();
  /** Occurrences that a longer one may still swallow; starts and ends ascend. */
  #open: Occurrence[] = [];

  /** Offsets count from the beginning of the stream; ends ascend from call to call, and of two with the same end the longer comes first. */
  add(start: number, end: number, { secret, form }: Pick<Pattern, 'secret'> & { form: MaskHits['form'] }): void {
    // Only what ends here too can hold it: everything else ended before.
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const outer = this.#open[index] as Occurrence;
      if (outer.end < end) break;
      if (outer.start < start || (outer.start === start && outer.secret === secret)) return;
    }
    for (
      let last = this.#open.at(-1);
      last !== undefined && last.start >= start && last.end < end;
      last = this.#open.at(-1)
    ) {
      this.#open.pop();
    }
    this.#open.push({ start, end, secret, form });
  }

  /** What is held back will be looked at again. */
  forgetOpen(): void {
    this.#open = [];
  }

  /** Counts for good what starts before `offset`: nothing that comes later can hold it. */
  settle(offset: number): void {
    const first = this.#open.findIndex(({ start }) => start >= offset);
    for (const occurrence of this.#open.splice(0, first < 0 ? this.#open.length : first)) this.#count(occurrence);
  }

  /** By secret, then by form, in the order they were first seen. */
  hits(): MaskHits[] {
    return [...this.#counts.values()].sort((a, b) => a.secret - b.secret);
  }

  #count({ secret, form }: Occurrence): void {
    const key = `${secret} ${form}`;
    this.#counts.set(key, { secret, form, count: (this.#counts.get(key)?.count ?? 0) + 1 });
  }
}
