import type { Inspection, InspectionResult } from '../inspection.js';

/** Small texts are put together before they are handed over. Characters. */
const ENOUGH = 65_536;

/** Writes text into an inspection, however much room it has. */
export class LogView {
  readonly #inspection: Inspection;
  #pending = '';

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** @param text Latin-1 */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= ENOUGH) this.#flush();
  }

  writeBytes(bytes: Buffer): void {
    this.#flush();
    for (let at = 0; at < bytes.length; ) {
      const count = bytes.copy(this.#inspection.room(), 0, at);
      this.#inspection.filled(count);
      at += count;
    }
  }

  end(): InspectionResult {
    this.#flush();
    return this.#inspection.end();
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = '';
    if (pending !== '') this.writeBytes(Buffer.from(pending, 'latin1'));
  }
}
