import { MaskedOutput } from '../mask/masked-output.js';
import { type Match, shifted } from '../scan/detect/match.js';
import { oneMatchPerValue } from '../scan/detect/one-value.js';
import { withoutParts } from '../scan/detect/part-finder.js';
import type { Discovery } from '../scan/discovery.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import { type DescribeOptions, describeMatch } from '../scan/inspect/describe-match.js';
import { Locator } from '../scan/locate/locator.js';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '../scan/rules/rule.js';
import { groupsOf, hiddenBy, type MatchGroup } from './match-groups.js';
import { isCovered, movedBack, type Span } from './span.js';
import { TextFinder, type WindowPart } from './text-finder.js';

/** Bytes that come fast are judged together. */
const BATCH_BYTES = 256 * 1024;
/** Matches that share bytes without an end are decided in pieces of this size. */
const LONGEST_GROUP = 64 * 1024;
/** One stream with more findings than this is a list of them; the rest is masked and not told. */
const DISCOVERY_LIMIT = 10_000;
const NOTHING = Buffer.alloc(0);

/** What is looked for in a stream, and what counts. */
export interface LiveOptions extends DescribeOptions {
  /** What rules and filters see as the path. */
  readonly path: string;
  readonly confidence: Confidence;
  readonly severity: Severity;
  /** What stands in a credential's place. */
  readonly maskText: () => Uint8Array;
}

/**
 * The text of one stream as it passes. What comes out has every credential masked that a scan of the whole text finds: bytes are held
 * until all that a rule may look at behind them is there. After a pause they go out before (`release`); what is found then is masked too, and
 * what is told stays what the whole text says. Several streams may share an engine: it keeps nothing of them.
 */
export class LiveText {
  readonly #engine: Engine;
  readonly #options: LiveOptions;
  readonly #finder: TextFinder;
  readonly #locator: Locator;
  readonly #output = new MaskedOutput();
  /** Bytes still held, and those before them that rules may look at; offsets below are in it. */
  readonly #window: Buffer;
  #length = 0;
  /** Before it every literal was judged with all its context. */
  #judged = 0;
  #released = 0;
  /** Bytes of the stream before the window. */
  #passed = 0;
  /** In offsets of the stream. */
  readonly #told: (Match & { readonly discovery: Discovery })[] = [];
  #undecided: Match[] = [];
  #hidden: Span[] = [];
  /** What was masked after a pause, ahead of the final word. */
  #hiddenEarly: Span[] = [];
  #shownInPart = 0;
  #isCut = false;

  constructor(engine: Engine, options: LiveOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#finder = new TextFinder(engine, options.path);
    this.#locator = new Locator((from, to) => engine.search.countLineFeeds(from, to));
    const { before, after } = this.#finder.reach;
    this.#window = Buffer.allocUnsafe(2 * (BATCH_BYTES + LONGEST_GROUP + before + after));
  }

  /** What was found, as a scan of all the text that came would tell it. */
  get discoveries(): readonly Discovery[] {
    return withoutParts(this.#told).map(({ discovery }) => discovery);
  }

  /** Bytes held back at the moment. */
  get held(): number {
    return this.#length - this.#released;
  }

  /** Where in the stream the first byte stands that is held back. */
  get heldFrom(): number {
    return this.#passed + this.#released;
  }

  /** Bytes of the stream that came. */
  get bytes(): number {
    return this.#passed + this.#length;
  }

  /** Findings of which some bytes were out, after a pause, before they could be told for what they are. */
  get shownInPart(): number {
    return this.#shownInPart;
  }

  /** Whether there were more findings than `discoveries` holds. */
  get findings(): 'all' | 'cut' {
    return this.#isCut ? 'cut' : 'all';
  }

  /** The output that is certain once these bytes are known. */
  write(chunk: Uint8Array): Buffer {
    const pieces: Buffer[] = [];
    const { before, after } = this.#finder.reach;
    for (let rest = chunk; rest.length > 0; ) {
      const count = Math.min(rest.length, this.#window.length - this.#length);
      this.#window.set(rest.subarray(0, count), this.#length);
      this.#length += count;
      rest = rest.subarray(count);
      const to = this.#length - after;
      if (to - this.#judged >= BATCH_BYTES) pieces.push(this.#settle(to, to - before));
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
    const { before, after } = this.#finder.reach;
    const to = this.#length - after;
    const settled = to > this.#judged ? this.#settle(to, to - before) : NOTHING;
    this.#load();
    const rest = this.#partTo(this.#length);
    const found = oneMatchPerValue([...this.#undecided, ...this.#finder.guess(rest)]);
    const matches = found.filter((match) => this.#counts(match));
    const spans = matches.map(hiddenBy);
    const limit = patience === 'long' ? this.#length : Math.max(this.#released, this.#finder.begun(rest, spans));
    for (const { start, end } of spans)
      if (start < limit) this.#hiddenEarly.push({ start: Math.max(start, this.#released), end: Math.min(end, limit) });
    return joined([settled, this.#give([...this.#hidden, ...spans], limit)]);
  }

  /** The rest of the output. */
  end(): Buffer {
    return this.#settle(this.#length, this.#length);
  }

  /** Judges the literals before `to`; before `bound` no further match can start. */
  #settle(to: number, bound: number): Buffer {
    this.#load();
    this.#undecided.push(...this.#finder.find(this.#partTo(to)));
    this.#judged = to;
    let limit = bound;
    const waiting: Match[] = [];
    for (const group of groupsOf(this.#undecided)) {
      if (group.end <= limit || limit - group.start > LONGEST_GROUP) {
        this.#decide(group);
      } else {
        limit = Math.min(limit, group.start);
        waiting.push(...group.matches);
      }
    }
    this.#undecided = waiting;
    const output = this.#give(this.#hidden, limit);
    this.#drop();
    return output;
  }

  /** The window's text lies where the engine searches from now on. */
  #load(): void {
    this.#window.copy(this.#engine.search.text, 0, 0, this.#length);
  }

  /** What was not judged yet, up to `to`. */
  #partTo(to: number): WindowPart {
    return { from: this.#judged, to, length: this.#length, passed: this.#passed };
  }

  #decide(group: MatchGroup): void {
    for (const match of oneMatchPerValue(group.matches)) {
      if (this.#told.length < DISCOVERY_LIMIT)
        this.#told.push({ ...shifted(match, this.#passed), discovery: this.#describe(match) });
      else this.#isCut = true;
      if (!this.#counts(match)) continue;
      const span = hiddenBy(match);
      this.#hidden.push(span);
      const out = { ...span, end: Math.min(span.end, this.#released) };
      if (out.start < out.end && !isCovered(out, this.#hiddenEarly)) this.#shownInPart++;
    }
  }

  #describe(match: Match): Discovery {
    return describeMatch(match, this.#engine.search.text, this.#length, this.#locator, this.#options);
  }

  #counts(match: Match): boolean {
    const { confidence, severity } = this.#options;
    return (
      CONFIDENCES.indexOf(match.confidence) <= CONFIDENCES.indexOf(confidence) &&
      SEVERITIES.indexOf(match.rule.severity) <= SEVERITIES.indexOf(severity) &&
      this.#describe(match).allowedBy === undefined
    );
  }

  #give(hidden: readonly Span[], limit: number): Buffer {
    const base = this.#released;
    if (limit <= base) return NOTHING;
    this.#output.forgetHeld();
    for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start))
      if (end > base) this.#output.hide(start - base, end - base);
    this.#released = limit;
    // A copy: the window's bytes move on.
    return Buffer.concat(this.#output.take(this.#window.subarray(base), limit - base, this.#options.maskText()));
  }

  #drop(): void {
    const gone = Math.min(this.#judged, this.#released) - this.#finder.reach.before;
    if (gone < BATCH_BYTES / 2) return;
    this.#locator.slide(this.#engine.search.text, gone);
    this.#window.copyWithin(0, gone, this.#length);
    this.#length -= gone;
    this.#judged -= gone;
    this.#released -= gone;
    this.#passed += gone;
    this.#undecided = this.#undecided.map((match) => shifted(match, -gone));
    const stillNeeded = (spans: readonly Span[]) =>
      spans.map((span) => movedBack(span, gone)).filter(({ end }) => end > 0);
    this.#hidden = stillNeeded(this.#hidden);
    this.#hiddenEarly = stillNeeded(this.#hiddenEarly);
  }
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first = NOTHING, ...others] = pieces.filter(({ length }) => length > 0);
  return others.length === 0 ? first : Buffer.concat([first, ...others]);
}
