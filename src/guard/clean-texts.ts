import type { Match } from '../scan/detect/match.js';
import type { Discovery } from '../scan/discovery.js';
import type { Engine } from '../scan/inspect/create-engine.js';
import type { DescribeOptions } from '../scan/inspect/describe-match.js';
import { JoinedPlaces } from '../scan/log/joined-places.js';
import { JUDGED_AS } from '../scan/log/judged-as.js';
import { LinePlaces } from '../scan/log/line-places.js';
import type { LogPiece } from '../scan/log/log-piece.js';
import type { LogSink, LongPart, PlainRun, PlainText } from '../scan/log/log-sink.js';
import type { LogText } from '../scan/log/log-text.js';
import type { PlacedDiscovery } from '../scan/log/merge-discoveries.js';
import { type Decided, JudgedText } from './judged-text.js';
import { hiddenBy } from './match-groups.js';
import { OriginMap } from './origin-map.js';
import type { Span } from './span.js';

/** A match in one of a log's two texts, and where it stands in the stream. */
export interface CleanMatch<Place extends Discovery = PlacedDiscovery> {
  /** In offsets of its text. */
  readonly match: Match;
  /** Nothing if the other text tells it. */
  readonly discovery: Place | undefined;
  readonly spans: readonly Span[];
}

/** The two texts of a log that is being written: what is found in them, and where in the stream. */
export class CleanTexts implements LogSink {
  readonly #lines: Traced;
  readonly #others: Traced;
  readonly #linePlaces = new LinePlaces();
  readonly #otherPlaces = new JoinedPlaces();

  /** @param room memory of the engine's search that is for these texts alone */
  constructor(engine: Engine, options: DescribeOptions, room: Buffer) {
    const half = room.length / 2;
    this.#lines = new Traced(engine, options, room.subarray(0, half));
    this.#others = new Traced(engine, options, room.subarray(half));
  }

  line(piece: LogPiece): void {
    this.#linePlaces.add(piece.place);
    this.#lines.addLine([piece], piece.endsAt);
  }

  plainLines({ bytes, place, count, eachRun }: PlainText): void {
    this.#linePlaces.add(place, count);
    this.#lines.addRuns(bytes, eachRun);
  }

  longPart(bytes: Buffer, at: number, part: LongPart): void {
    if (part.is === 'first') this.#linePlaces.add(part.place);
    this.#lines.addBytes(bytes, at);
  }

  joined(run: readonly [LogPiece, ...LogPiece[]]): void {
    this.#otherPlaces.add(run);
    this.#others.addLine(run, run[run.length - 1]?.endsAt ?? 0);
  }

  joinedLines(run: PlainRun): void {
    this.#otherPlaces.addLines(run);
    this.#others.addRun(run);
  }

  endBlock(): void {
    this.#others.text.end();
  }

  /** Everything that is there is all that comes. */
  end(): void {
    this.#lines.text.end();
    this.#others.text.end();
  }

  settle(): void {
    this.#lines.text.settle();
    this.#others.text.settle();
  }

  /** Whether something can be decided by now. */
  get isRipe(): boolean {
    return this.#lines.text.ripe > 0 || this.#others.text.ripe > 0;
  }

  /** Before these places in the stream nothing more will be found in the text. */
  get decidedTo(): { readonly lines: number; readonly others: number } {
    return { lines: this.#lines.decidedTo, others: this.#others.decidedTo };
  }

  takeLines(): CleanMatch[] {
    return this.#lines.take(this.#linePlaces);
  }

  takeOthers(): CleanMatch[] {
    return this.#others.take(this.#otherPlaces);
  }

  /** What there is in what was not decided, as if the log ended here, and the place in the stream where something has begun. */
  guess(log: LogText): { readonly matches: readonly CleanMatch<Discovery>[]; readonly begun: number } {
    const [lines, others] = [this.#lines.length, this.#others.length];
    log.peek({
      line: (piece) => this.#lines.tryLine([piece], piece.endsAt),
      plainLines: () => undefined,
      longPart: () => undefined,
      joined: (run) => this.#others.tryLine(run, run[run.length - 1]?.end === 'open' ? undefined : 0),
      joinedLines: () => undefined,
      endBlock: () => undefined,
    });
    // A line that has not ended may go on.
    if (log.isInLine && this.#lines.length > lines) this.#lines.rewind(this.#lines.length - 1);
    const guesses = [this.#lines.guess(), this.#others.guess()];
    this.#lines.rewind(lines);
    this.#others.rewind(others);
    return {
      matches: guesses.flatMap(({ matches }) => matches),
      begun: Math.min(...guesses.map(({ begun }) => begun)),
    };
  }
}

const LINE_BREAK = Buffer.from('\n');

/** Where the lines of a text stand in its log. */
interface Places {
  placed(discovery: Discovery): PlacedDiscovery | undefined;
  forgetBefore(line: number): void;
}

/** A judged text, and where in the stream it comes from. */
class Traced {
  readonly text: JudgedText;
  readonly #origins = new OriginMap();

  constructor(engine: Engine, options: DescribeOptions, room: Buffer) {
    this.text = new JudgedText(engine, JUDGED_AS, options, room);
  }

  get length(): number {
    return this.text.length;
  }

  /** The first place in the stream that is not decided. */
  get decidedTo(): number {
    return this.#origins.firstOrigin(this.text.decidedTo);
  }

  /** @param endsAt of the line feed; absent for a line that may go on */
  addLine(pieces: readonly LogPiece[], endsAt: number | undefined): void {
    for (const { text } of pieces) {
      this.#origins.addText(text);
      this.text.appendText(text.text);
    }
    if (endsAt === undefined) return;
    this.#origins.addRun(1, endsAt);
    this.text.appendText('\n');
  }

  /** The same for what will be taken back; what does not fit is left out. */
  tryLine(pieces: readonly LogPiece[], endsAt: number | undefined): void {
    const length = pieces.reduce((sum, { text }) => sum + text.length, 1);
    if (length <= this.text.room) this.addLine(pieces, endsAt);
  }

  addBytes(bytes: Buffer, at: number): void {
    this.#origins.addRun(bytes.length, at);
    this.text.append(bytes);
  }

  addRuns(bytes: Buffer, eachRun: PlainText['eachRun']): void {
    eachRun((length, at) => this.#origins.addRun(length, at));
    this.text.append(bytes);
  }

  /** Some lines as one. */
  addRun({ bytes, at, lines, first, last }: PlainRun): void {
    for (let line = first; line <= last; line++) {
      const start = lines.startOf(line);
      this.addBytes(bytes.subarray(start, start + lines.lengthOf(line)), at + start);
    }
    this.addBytes(LINE_BREAK, at + lines.startOf(last) + lines.lengthOf(last));
  }

  rewind(length: number): void {
    this.text.rewind(length);
    this.#origins.rewind(length);
  }

  take(places: Places): CleanMatch[] {
    const taken = this.text.takeDecided().map((one) => this.#found(one, places.placed(one.discovery)));
    this.#origins.forgetBefore(this.text.passed);
    places.forgetBefore(this.text.firstLine);
    return taken;
  }

  guess(): { readonly matches: readonly CleanMatch<Discovery>[]; readonly begun: number } {
    const { found, begun } = this.text.guess();
    return {
      matches: found.map((one) => this.#found(one, one.discovery)),
      begun: this.#origins.originOf(begun),
    };
  }

  #found<Place extends Discovery>({ match }: Decided, discovery: Place | undefined): CleanMatch<Place> {
    return { match, discovery, spans: this.#origins.spansOf(hiddenBy(match)) };
  }
}
