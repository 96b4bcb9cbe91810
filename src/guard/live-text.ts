import { MaskedOutput } from '../mask/masked-output.js';
import { withoutParts } from '../scan/detect/part-finder.js';
import type { Discovery } from '../scan/discovery.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import type { DescribeOptions } from '../scan/inspect/describe-match.js';
import { LogText } from '../scan/log/log-text.js';
import { endsBefore, merged, type PlacedDiscovery } from '../scan/log/merge-discoveries.js';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '../scan/rules/rule.js';
import { type CleanMatch, CleanTexts } from './clean-texts.js';
import { isCovered, type Span } from './span.js';

/** Bytes that come fast are judged together. */
const BATCH_BYTES = 256 * 1024;
/** What is read at once, so that what has to be kept stays small. */
const PIECE_BYTES = 64 * 1024;
/** One stream with more findings than this is a list of them; the rest is masked and not told. */
const DISCOVERY_LIMIT = 10_000;
const NOTHING = Buffer.alloc(0);
const LINE_FEED = 0x0a;

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
  /** The bytes that are held back; all offsets count from the stream's start. */
  #window = Buffer.allocUnsafe(BATCH_BYTES);
  #released = 0;
  #length = 0;
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

  constructor(engine: Engine, options: LiveOptions) {
    this.#options = options;
    this.#texts = new CleanTexts(engine, options);
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
    return this.#length - this.#released;
  }

  /** Where in the stream the first byte stands that is held back. */
  get heldFrom(): number {
    return this.#released;
  }

  /** Bytes of the stream that came. */
  get bytes(): number {
    return this.#length;
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
  write(chunk: Uint8Array): Buffer {
    const pieces: Buffer[] = [];
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.#keep(piece);
      this.#log.write(piece);
      if (this.#length - this.#settled >= BATCH_BYTES) pieces.push(this.#settle());
    }
    return joined(pieces);
  }

  /**
   * Gives out what is held back, for the stream pauses; what is a credential as far as can be told is masked.
   *
   * @param patience `short`: a credential that has begun and not ended stays
   */
  release(patience: 'short' | 'long'): Buffer {
    if (this.held === 0) return NOTHING;
    const settled = this.#texts.isRipe ? this.#settle() : NOTHING;
    const { matches, begun } = this.#texts.guess(this.#log);
    const spans = [...this.#waiting, ...matches]
      .filter((one) => this.#counts(one))
      .flatMap((one) => this.#shape(one.spans));
    const limit = patience === 'long' ? this.#length : Math.min(this.#length, Math.max(this.#released, begun));
    for (const { start, end } of spans)
      if (start < limit && end > this.#released)
        this.#hiddenEarly.push({ start: Math.max(start, this.#released), end: Math.min(end, limit) });
    return joined([settled, this.#give([...this.#hidden, ...spans], limit)]);
  }

  /** The rest of the output. */
  end(): Buffer {
    this.#log.end();
    this.#texts.end();
    this.#decide(Number.POSITIVE_INFINITY);
    return this.#give(this.#hidden, this.#length);
  }

  #settle(): Buffer {
    this.#settled = this.#length;
    this.#texts.settle();
    const { lines, others } = this.#texts.decidedTo;
    const readTo = this.#log.openFrom;
    this.#decide(Math.min(lines, readTo));
    const waiting = this.#waiting.map(({ spans }) => spans[0]?.start ?? Number.POSITIVE_INFINITY);
    const limit = Math.min(this.#length, readTo, lines, others, ...waiting);
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
        while (to > start && to > this.#released && this.#window[to - 1 - this.#released] === LINE_FEED) to--;
        return { start, end: to };
      })
      .filter(({ start, end }) => end > start);
  }

  #keep(bytes: Buffer): void {
    const held = this.held;
    if (held + bytes.length > this.#window.length) {
      const wider = Buffer.allocUnsafe(Math.max(this.#window.length * 2, held + bytes.length));
      this.#window.copy(wider, 0, 0, held);
      this.#window = wider;
    }
    bytes.copy(this.#window, held);
    this.#length += bytes.length;
  }

  #give(hidden: readonly Span[], limit: number): Buffer {
    const base = this.#released;
    if (limit <= base) return NOTHING;
    this.#output.forgetHeld();
    for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start))
      if (end > base) this.#output.hide(start - base, end - base);
    const count = limit - base;
    // A copy: the window's bytes move on.
    const output = Buffer.concat(
      this.#output.take(this.#window.subarray(0, this.held), count, this.#options.maskText()),
    );
    this.#window.copyWithin(0, count, this.held);
    this.#released = limit;
    return output;
  }
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first = NOTHING, ...others] = pieces.filter(({ length }) => length > 0);
  return others.length === 0 ? first : Buffer.concat([first, ...others]);
}
