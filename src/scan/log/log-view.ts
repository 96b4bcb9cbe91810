import type { Discovery } from '../discovery.js';
import type { Inspection, InspectionResult } from '../inspection.js';

/** Writes text into an inspection, however much room it has. */
export class LogView {
  readonly #inspection: Inspection;

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** @param text Latin-1 */
  write(text: string): void {
    for (let rest = text; rest.length > 0; ) {
      const count = this.#inspection.room().write(rest, 'latin1');
      this.#inspection.filled(count);
      rest = rest.slice(count);
    }
  }

  end(): InspectionResult {
    return this.#inspection.end();
  }
}

/** A discovery of a cleaned text, at its place in the log. */
export type PlacedDiscovery = Discovery & { readonly from: 'line' | 'joined' | 'aside' };
