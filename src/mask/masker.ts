import { LogCommand } from './commands/log-command.js';
import { matchesSextet, type PartialSextet } from './forms/base64.js';
import { HitCounter, type MaskHits } from './hit-counter.js';
import { LineStart } from './line-start.js';
import { MaskedOutput } from './masked-output.js';
import type { PatternParts } from './match/pattern-parts.js';
import type { Hit } from './match/tracker.js';
import type { SecretIndex } from './secret-index.js';

/** A value longer than this is hidden to the end of its line, but only its beginning becomes a secret. */
const MAX_COMMAND_VALUE = 65_536;

/**
 * Masks one stream of bytes. What comes out depends on the bytes alone, not on how they were cut; what is held back is what may still
 * become part of a secret. Offsets count from the first byte held back, unless said otherwise.
 */
export class Masker {
  readonly #secrets: SecretIndex;
  readonly #output = new MaskedOutput();
  readonly #counter = new HitCounter();
  readonly #lineStart = new LineStart();
  #compiled: PatternParts;
  #tracker: ReturnType<PatternParts['track']>;
  #window: Uint8Array = new Uint8Array(0);
  /** Bytes of the stream before the window. */
  #passed = 0;
  /** Rules for the byte that comes next: it hides bits of the secret that ended just before. */
  #after: PartialSextet[] = [];
  #command: LogCommand | undefined;
  #value: number[] | undefined;

  constructor(secrets: SecretIndex) {
    this.#secrets = secrets;
    this.#compiled = secrets.compiled();
    this.#tracker = this.#compiled.track();
  }

  /** Bytes held back at the moment. */
  get held(): number {
    return this.#window.length;
  }

  /** What was masked so far. */
  hits(): MaskHits[] {
    return this.#counter.hits();
  }

  /**
   * The output that is certain once these bytes are known. It may be a view of them; nothing of it is used after the call.
   * @param room bytes in front of the chunk, in its buffer, that may be overwritten; where there are some, the chunk need not be copied
   */
  write(chunk: Uint8Array, room = 0): Uint8Array[] {
    if (chunk.length === 0) return [];
    const known = this.#adoptNewSecrets();
    this.#window = known <= room ? putBefore(chunk, this.#window) : Buffer.concat([this.#window, chunk]);
    if (this.#after.some((rule) => matchesSextet(this.#window[known] as number, rule)))
      this.#output.hide(known, known + 1);
    this.#after = [];
    this.#read(known);
    return this.#pass(this.#firstUncertain());
  }

  /** Gives out what is held back, unless it is so much of a secret that it would tell; that stays. For streams that pause. */
  release(): Uint8Array[] {
    return this.#tracker.cutOff() === undefined ? this.#pass(this.#window.length) : [];
  }

  /** The rest of the output. The beginning of a secret that was cut off is masked if it would tell (`minimumCutOff`). */
  end(): Uint8Array[] {
    this.#adoptNewSecrets();
    if (this.#value !== undefined) this.#endCommand(this.#window.length);
    const cutOff = this.#tracker.cutOff();
    if (cutOff !== undefined) {
      const end = this.#window.length - cutOff.trailing;
      this.#hide(end - cutOff.span, end, cutOff.pattern.secret, 'cut-off');
    }
    const pieces = this.#pass(this.#window.length);
    this.#counter.settle(Number.POSITIVE_INFINITY);
    return pieces;
  }

  /** Looks at the held bytes again if secrets were added. Returns how many of the window's bytes have been read. */
  #adoptNewSecrets(): number {
    const compiled = this.#secrets.compiled();
    // Not in the middle of a command: its properties must not be read twice.
    if (compiled !== this.#compiled && this.#command === undefined) {
      this.#compiled = compiled;
      this.#tracker = compiled.track();
      this.#output.forgetHeld();
      this.#counter.forgetOpen();
      this.#read(0);
    }
    return this.#window.length;
  }

  #read(from: number): void {
    let position = from;
    while (position < this.#window.length) {
      position = this.#value === undefined ? this.#readText(position) : this.#readValue(position);
    }
  }

  /** Reads up to the end of the window or to the value of a command. */
  #readText(from: number): number {
    const window = this.#window;
    const { filter } = this.#compiled;
    if (filter === undefined) return window.length;
    const view = new DataView(window.buffer, window.byteOffset, window.length);
    let position = from;
    // The filter has not looked at what begins after this offset.
    let anchor = this.#tracker.depth === 0 ? position - 1 : position - this.#tracker.span;
    while (position < window.length && this.#value === undefined) {
      const start = position - this.#tracker.span;
      if (start > anchor && start >= 0 && this.#tracker.depth < filter.window && this.#command === undefined) {
        const candidate = filter.next(view, start, window.length);
        anchor = candidate >= 0 ? candidate : Math.max(start, window.length - filter.reach + 1);
        position = anchor;
        this.#tracker.restart();
        if (candidate < 0) anchor = window.length;
        if (position >= window.length) break;
      }
      this.#take(position++);
    }
    return position;
  }

  #take(position: number): void {
    const byte = this.#window[position] as number;
    if (this.#command !== undefined && !this.#command.takeProperty(byte)) this.#command = undefined;
    if (this.#tracker.take(byte)) {
      for (const hit of this.#tracker.hits()) this.#found(hit, position + 1);
      this.#tracker.dropEnded();
    }
    if (this.#command?.isAtValue === true) {
      this.#value = [];
      this.#tracker.restart();
    }
  }

  #found({ pattern, span }: Hit, end: number): void {
    const start = end - span;
    if (pattern.secret < 0) {
      this.#command = LogCommand.begin(pattern, this.#lineStart.placeOf(this.#window, start)) ?? this.#command;
      return;
    }
    const { before, after } = pattern;
    const hasBefore = before !== undefined && start > 0 && matchesSextet(this.#window[start - 1] as number, before);
    this.#hide(hasBefore ? start - 1 : start, end, pattern.secret, pattern.form);
    if (after === undefined) return;
    const next = this.#window[end];
    if (next === undefined) this.#after.push(after);
    else if (matchesSextet(next, after)) this.#output.hide(end, end + 1);
  }

  #hide(start: number, end: number, secret: number, form: MaskHits['form']): void {
    this.#output.hide(start, end);
    this.#counter.add(this.#passed + start, this.#passed + end, { secret, form });
  }

  #readValue(from: number): number {
    let end = from;
    const isLineEnd = (byte: number | undefined) => byte === 0x0a || byte === 0x0d;
    while (end < this.#window.length && !isLineEnd(this.#window[end])) end++;
    const room = MAX_COMMAND_VALUE - (this.#value?.length ?? 0);
    for (const byte of this.#window.subarray(from, Math.min(end, from + room))) this.#value?.push(byte);
    if (end > from) this.#output.hide(from, end);
    if (end < this.#window.length) this.#endCommand(end);
    return end;
  }

  #endCommand(end: number): void {
    const value = Uint8Array.from(this.#value ?? []);
    if (value.length > 0) {
      const secret = this.#secrets.count;
      this.#counter.add(this.#passed + end - value.length, this.#passed + end, { secret, form: 'command' });
      this.#secrets.addWhileRunning(this.#command?.secretOf(value) ?? value);
    }
    this.#command = undefined;
    this.#value = undefined;
    this.#compiled = this.#secrets.compiled();
    this.#tracker = this.#compiled.track();
  }

  /** The first byte that may still become part of a secret. */
  #firstUncertain(): number {
    const start = Math.max(0, this.#window.length - this.#tracker.span);
    const hasPartial = start > 0 && this.#value === undefined && this.#compiled.mayPrecede(this.#window[start - 1]);
    return hasPartial ? start - 1 : start;
  }

  #pass(limit: number): Uint8Array[] {
    const pieces = this.#output.take(this.#window, limit, this.#secrets.maskText());
    this.#lineStart.pass(this.#window, limit);
    // A copy, as the chunk is its owner's again, and not what a buffer's own `slice` gives.
    this.#window = new Uint8Array(this.#window.subarray(limit));
    this.#passed += limit;
    this.#counter.settle(this.#passed);
    return pieces;
  }
}

/** One piece of memory with both. */
function putBefore(chunk: Uint8Array, held: Uint8Array): Uint8Array {
  if (held.length === 0) return chunk;
  const both = new Uint8Array(chunk.buffer, chunk.byteOffset - held.length, held.length + chunk.length);
  both.set(held);
  return both;
}
