import { type Match, shifted } from '../scan/detect/match.js';
import { oneMatchPerValue } from '../scan/detect/one-value.js';
import type { Discovery } from '../scan/discovery.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import { type DescribeOptions, describeMatch } from '../scan/inspect/describe-match.js';
import { Locator } from '../scan/locate/locator.js';
import { groupsOf, hiddenBy } from './match-groups.js';
import { TextFinder, type WindowPart } from './text-finder.js';

/** Matches that share bytes without an end are decided in pieces of this size. */
const LONGEST_GROUP = 64 * 1024;

/** A match that stands, in offsets of the text, and what is shown of it there. */
export interface Decided {
  readonly match: Match;
  readonly discovery: Discovery;
}

/** What is a credential as far as can be told, in offsets of the text. */
export interface Guess {
  readonly found: readonly Decided[];
  /** Where one has begun that has not ended; the text's end if there is none. */
  readonly begun: number;
}

/**
 * A text that grows, and the credentials in it: each is decided once everything is there that a rule may look at behind it. Several
 * texts may share an engine: it keeps nothing of them.
 */
export class JudgedText {
  readonly #engine: Engine;
  readonly #options: DescribeOptions;
  readonly #path: string;
  readonly #locator: Locator;
  #finder: TextFinder;
  /** What is not decided, and what stands before it that rules may look at; offsets below are in it. It lies where the engine searches. */
  readonly #window: Buffer;
  #length = 0;
  /** Before it every literal was judged with all its context. */
  #judged = 0;
  /** Before it no further match can start. */
  #decidedTo = 0;
  /** Of the text before the window; before the text that is read now. */
  #passed = 0;
  #textStart = 0;
  #firstLine = 1;
  #undecided: Match[] = [];
  #decided: Decided[] = [];

  /**
   * @param path what rules and filters see as the path
   * @param room memory of the engine's search that is for this text alone
   */
  constructor(engine: Engine, path: string, options: DescribeOptions, room: Buffer) {
    this.#engine = engine;
    this.#options = options;
    this.#path = path;
    this.#finder = new TextFinder(engine, path);
    this.#window = room;
    const base = room.byteOffset - engine.search.text.byteOffset;
    this.#locator = new Locator((from, to) => engine.search.countLineFeeds(base + from, base + to));
  }

  /** Bytes that came. */
  get length(): number {
    return this.#passed + this.#length;
  }

  /** Bytes that nothing looks at any more. */
  get passed(): number {
    return this.#passed;
  }

  /** The line behind them. */
  get firstLine(): number {
    return this.#firstLine;
  }

  /** Before it in the text no further match can start. */
  get decidedTo(): number {
    return this.#passed + this.#decidedTo;
  }

  /** Bytes that have what rules may look at behind them, and were not judged. */
  get ripe(): number {
    return this.#length - this.#finder.reach.after - this.#judged;
  }

  /** How many more bytes fit before something has to be decided. */
  get room(): number {
    return this.#window.length - this.#length;
  }

  append(bytes: Buffer): void {
    this.#reserve(bytes.length);
    this.#length += bytes.copy(this.#window, this.#length);
  }

  /** @param text Latin-1 */
  appendText(text: string): void {
    this.#reserve(text.length);
    this.#length += this.#window.write(text, this.#length, 'latin1');
  }

  /** Takes back what was appended since the text had this length. */
  rewind(length: number): void {
    this.#length = length - this.#passed;
  }

  /** What was decided since this was last asked. */
  takeDecided(): Decided[] {
    const decided = this.#decided;
    this.#decided = [];
    return decided;
  }

  /** Decides what has everything behind it that a rule may look at. */
  settle(): void {
    const { before, after } = this.#finder.reach;
    const to = this.#length - after;
    if (to <= this.#judged) return;
    this.#settle(to, to - before);
    this.#drop(Math.min(this.#judged, this.#decidedTo) - before);
  }

  /** Decides the rest, as no more comes that belongs to it. What comes next is another text, in the same offsets and lines. */
  end(): void {
    this.#settle(this.#length, this.#length);
    this.#drop(this.#length);
    this.#finder = new TextFinder(this.#engine, this.#path);
    this.#textStart = this.#passed;
  }

  /** What there is in the rest as if the text ended here. */
  guess(): Guess {
    const rest = this.#partTo(this.#length);
    const found = oneMatchPerValue([...this.#undecided, ...this.#finder.guess(rest)]);
    const begun = this.#finder.begun(rest, found.map(hiddenBy));
    return { found: found.map((match) => this.#describe(match)), begun: this.#passed + begun };
  }

  /** Judges the literals before `to`; before `bound` no further match can start. */
  #settle(to: number, bound: number): void {
    this.#undecided.push(...this.#finder.find(this.#partTo(to)));
    this.#judged = to;
    let limit = bound;
    const waiting: Match[] = [];
    for (const { start, end, matches } of groupsOf(this.#undecided)) {
      if (end <= limit || limit - start > LONGEST_GROUP) {
        this.#decided.push(...oneMatchPerValue(matches).map((match) => this.#describe(match)));
      } else {
        limit = Math.min(limit, start);
        waiting.push(...matches);
      }
    }
    this.#undecided = waiting;
    this.#decidedTo = Math.max(this.#decidedTo, limit);
  }

  /** What was not judged yet, up to `to`. */
  #partTo(to: number): WindowPart {
    return {
      bytes: this.#window,
      from: this.#judged,
      to,
      length: this.#length,
      passed: this.#passed - this.#textStart,
    };
  }

  #describe(match: Match): Decided {
    const discovery = describeMatch(match, this.#window, this.#length, this.#locator, this.#options);
    return { match: shifted(match, this.#passed), discovery };
  }

  /** @param gone bytes of the window that nothing looks at any more */
  #drop(gone: number): void {
    if (gone <= 0) return;
    this.#firstLine = this.#locator.locate(this.#window, gone).line;
    this.#locator.slide(this.#window, gone);
    this.#window.copyWithin(0, gone, this.#length);
    this.#length -= gone;
    this.#judged -= gone;
    this.#decidedTo -= gone;
    this.#passed += gone;
    this.#undecided = this.#undecided.map((match) => shifted(match, -gone));
  }

  /** What comes at once is a fraction of the room, and what is kept another. */
  #reserve(count: number): void {
    if (count <= this.room) return;
    this.settle();
    if (count > this.room) throw new RangeError(`${count} bytes at once, room for ${this.room}`);
  }
}
