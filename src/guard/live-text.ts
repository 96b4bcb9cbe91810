import { MaskedOutput } from '../mask/masked-output.js';
import { withoutParts } from '../scan/detect/part-finder.js';
import type { Discovery } from '../scan/discovery.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import type { DescribeOptions } from '../scan/inspect/describe-match.js';
import { LogText } from '../scan/log/log-text.js';
import { endsBefore, merged, type PlacedDiscovery } from '../scan/log/merge-discoveries.js';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '../scan/rules/rule.js';
import { type CleanMatch, CleanTexts } from './clean-texts.js';
import { HeldBytes } from './held-bytes.js';
import { isCovered, type Span } from './span.js';

/** Bytes that come fast are judged together. */
const BATCH_BYTES = 256 * 1024;
/** What is read at once, so that what has to be kept stays small. */
const PIECE_BYTES = 64 * 1024;
/** One stream with more findings than this is a list of them; the rest is masked and not told. */
const DISCOVERY_LIMIT = 10_000;
const LINE_FEED = 0x0a;
/** Memory that a stream needs of the search: half of it for each of its texts. */
export const ROOM_BYTES = 2 * 1024 * 1024;

/** What is looked for in a stream, and what counts. */
export interface LiveOptions extends DescribeOptions {
  readonly confidence: Confidence;
  readonly severity: Severity;
  /** What stands in a credential's place. */
  readonly maskText: () => Uint8Array;
}

/**
 * One stream as it passes, read as a log. What comes out has every credential masked that a scan of the whole log finds: bytes are held
 * until all that a rule may look at behind them is there. After a pause they go out before (`release`); what is found then is masked too,
 * and what is told stays what the whole log says. Several streams may share an engine: it keeps nothing of them.
 */
export class LiveText {
  readonly #options: LiveOptions;
  readonly #texts: CleanTexts;
  readonly #log: LogText;
  readonly #output = new MaskedOutput();
  readonly #held = new HeldBytes();
  /** All offsets count from the stream's start. */
  #released = 0;
  #settled = 0;
  readonly #lines: CleanMatch[] = [];
  readonly #others: CleanMatch[] = [];
  /** Found across a break; what stands before the break may say yet that it was all. */
  #waiting: CleanMatch[] = [];
  #hidden: Span[] = [];
  /** What was masked after a pause, ahead of the final word. */
  #hiddenEarly: Span[] = [];
  readonly #shownInPart = new Set<number>();
  #isCut = false;

  /** @param room memory of the engine's search that is for this stream alone, see `ROOM_BYTES` */
  constructor(engine: Engine, options: LiveOptions, room = engine.search.text.subarray(0, ROOM_BYTES)) {
    this.#options = options;
    this.#texts = new CleanTexts(engine, options, room);
    this.#log = new LogText(this.#texts, {});
  }

  /** What was found, as a scan of the log that came would tell it. */
  get discoveries(): readonly Discovery[] {
    const told = (all: readonly CleanMatch[]) => {
      const matches = all.map((one) => ({ ...one.match, discovery: one.discovery }));
      return withoutParts(matches).flatMap(({ discovery }) => (discovery === undefined ? [] : [discovery]));
    };
    return merged(told(this.#lines), told(this.#others));
  }

  /** Bytes held back at the moment. */
  get held(): number {
    return this.#held.length;
  }

  /** Where in the stream the first byte stands that is held back. */
  get heldFrom(): number {
    return this.#released;
  }

  /** Bytes of the stream that came. */
  get bytes(): number {
    return this.#released + this.#held.length;
  }

  /** Findings of which some bytes were out, after a pause, before they could be told for what they are. */
  get shownInPart(): number {
    return this.#shownInPart.size;
  }

  /** Whether there were more findings than `discoveries` holds. */
  get findings(): 'all' | 'cut' {
    return this.#isCut ? 'cut' : 'all';
  }

  /** The output that is certain once these bytes are known. */
  write(chunk: Uint8Array): Uint8Array[] {
    const output: Uint8Array[] = [];
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.#held.append(piece);
      this.#log.write(piece);
      if (this.bytes - this.#settled >= BATCH_BYTES) output.push(...this.#settle());
    }
    return output;
  }

  /**
   * Gives out what is held back, for the stream pauses; what is a credential as far as can be told is masked.
   *
   * @param patience `short`: a credential that has begun and not ended stays
   */
  release(patience: 'short' | 'long'): Uint8Array[] {
    if (this.held === 0) return [];
    const settled = this.#texts.isRipe ? this.#settle() : [];
    const { matches, begun } = this.#texts.guess(this.#log);
    const spans = [...this.#waiting, ...matches]
      .filter((one) => this.#counts(one))
      .flatMap((one) => this.#shape(one.spans));
    const limit = patience === 'long' ? this.bytes : Math.min(this.bytes, Math.max(this.#released, begun));
    for (const { start, end } of spans)
      if (start < limit && end > this.#released)
        this.#hiddenEarly.push({ start: Math.max(start, this.#released), end: Math.min(end, limit) });
    return [...settled, ...this.#give([...this.#hidden, ...spans], limit)];
  }

  /** The rest of the output. */
  end(): Uint8Array[] {
    this.#log.end();
    this.#texts.end();
    this.#decide(Number.POSITIVE_INFINITY);
    return this.#give(this.#hidden, this.bytes);
  }

  #settle(): Uint8Array[] {
    this.#settled = this.bytes;
    this.#texts.settle();
    const { lines, others } = this.#texts.decidedTo;
    const readTo = this.#log.openFrom;
    this.#decide(Math.min(lines, readTo));
    const waiting = this.#waiting.map(({ spans }) => spans[0]?.start ?? Number.POSITIVE_INFINITY);
    const limit = Math.min(this.bytes, readTo, lines, others, ...waiting);
    const output = this.#give(this.#hidden, limit);
    this.#hidden = this.#hidden.filter(({ end }) => end > limit);
    this.#hiddenEarly = this.#hiddenEarly.filter(({ end }) => end > limit);
    return output;
  }

  /** @param linesTo in the stream, before which all lines have been decided */
  #decide(linesTo: number): void {
    for (const one of this.#texts.takeLines()) this.#tell(one, this.#lines);
    const waiting: CleanMatch[] = [];
    for (const one of [...this.#waiting, ...this.#texts.takeOthers()]) {
      const { discovery, spans } = one;
      if ((spans.at(-1)?.end ?? 0) > linesTo) waiting.push(one);
      else if (discovery?.from === 'joined' && this.#isAnswered(discovery))
        this.#others.push({ ...one, discovery: undefined });
      else this.#tell(one, this.#others);
    }
    this.#waiting = waiting;
  }

  #isAnswered(joined: PlacedDiscovery): boolean {
    return this.#lines.some(({ discovery }) => discovery !== undefined && endsBefore(joined, discovery));
  }

  #tell(one: CleanMatch, told: CleanMatch[]): void {
    if (told.length < DISCOVERY_LIMIT) told.push(one);
    else this.#isCut = true;
    if (!this.#counts(one)) return;
    for (const span of this.#shape(one.spans)) {
      this.#hidden.push(span);
      const out = { ...span, end: Math.min(span.end, this.#released) };
      if (out.end > out.start && !isCovered(out, this.#hiddenEarly)) this.#shownInPart.add(one.spans[0]?.start ?? 0);
    }
  }

  /** What is told though it does not count, as allowed or too uncertain, is shown. */
  #counts({ match: { rule, confidence }, discovery }: CleanMatch<Discovery>): boolean {
    const { confidence: least, severity } = this.#options;
    if (discovery === undefined || discovery.allowedBy !== undefined) return false;
    return (
      CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(least) &&
      SEVERITIES.indexOf(rule.severity) <= SEVERITIES.indexOf(severity)
    );
  }

  /** A value in pieces leaves the ends of its lines. */
  #shape(spans: readonly Span[]): Span[] {
    if (spans.length < 2) return [...spans];
    return spans
      .map(({ start, end }) => {
        let to = end;
        while (to > start && to > this.#released && this.#held.at(to - 1 - this.#released) === LINE_FEED) to--;
        return { start, end: to };
      })
      .filter(({ start, end }) => end > start);
  }

  #give(hidden: readonly Span[], limit: number): Uint8Array[] {
    const base = this.#released;
    if (limit <= base) return [];
    this.#output.forgetHeld();
    for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start))
      if (end > base) this.#output.hide(start - base, end - base);
    this.#released = limit;
    const mask = this.#options.maskText();
    const parts = this.#held.take(limit - base).map((part) => joined(this.#output.take(part, part.length, mask)));
    // A line and its mask are one write; what is long goes out as it lies.
    return limit - base < PIECE_BYTES ? [joined(parts)] : parts;
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return first !== undefined && pieces.length === 1 ? first : Buffer.concat(pieces);
}
