import type { LogSpot } from '../finding.js';
import type { Inspection, InspectionResult } from '../inspection.js';
import { JoinedPlaces } from './joined-places.js';
import { LinePlaces } from './line-places.js';
import type { LogPiece } from './log-piece.js';
import type { LogSink, LongPart, PlainRun, PlainText } from './log-sink.js';
import { LogText } from './log-text.js';
import { LogView } from './log-view.js';
import { merged, type PlacedDiscovery } from './merge-discoveries.js';

/** The two texts of a log that are inspected, side by side. */
export interface LogInspectors {
  beginLines(): Inspection;
  beginJoined(): Inspection;
}

/** Inspects one log, written in pieces. */
export class LogInspection {
  readonly #texts: InspectedTexts;
  readonly #log: LogText;

  /** @param spot see `LogLineReader` */
  constructor(inspectors: LogInspectors, spot: LogSpot) {
    this.#texts = new InspectedTexts(inspectors);
    this.#log = new LogText(this.#texts, spot);
  }

  write(chunk: Buffer): void {
    this.#log.write(chunk);
  }

  end(): InspectionResult {
    this.#log.end();
    return { ...this.#texts.end(), bytes: this.#log.bytes };
  }
}

/** What the second text is inspected in, until it begins anew. */
interface Block {
  readonly view: LogView;
  readonly places: JoinedPlaces;
}

/** The two texts, each in an inspection of its own. */
class InspectedTexts implements LogSink {
  readonly #beginJoined: () => Inspection;
  readonly #lines: LogView;
  readonly #places = new LinePlaces();
  readonly #found: PlacedDiscovery[] = [];
  #joined: Block | undefined;

  constructor({ beginLines, beginJoined }: LogInspectors) {
    this.#lines = new LogView(beginLines());
    this.#beginJoined = beginJoined;
  }

  line({ text, place }: LogPiece): void {
    this.#places.add(place);
    this.#lines.write(`${text.text}\n`);
  }

  plainLines({ bytes, place, count }: PlainText): void {
    this.#places.add(place, count);
    this.#lines.writeBytes(bytes);
  }

  longPart(bytes: Buffer, _at: number, part: LongPart): void {
    if (part.is === 'first') this.#places.add(part.place);
    this.#lines.writeBytes(bytes);
  }

  joined(run: readonly [LogPiece, ...LogPiece[]]): void {
    const { view, places } = this.#beginBlock();
    places.add(run);
    view.write(`${run.map(({ text }) => text.text).join('')}\n`);
  }

  joinedLines(run: PlainRun): void {
    const { view, places } = this.#beginBlock();
    places.addLines(run);
    const { bytes, lines, first, last } = run;
    for (let line = first; line <= last; line++) {
      const start = lines.startOf(line);
      view.write(bytes.toString('latin1', start, start + lines.lengthOf(line)));
    }
    view.write('\n');
  }

  endBlock(): void {
    if (this.#joined === undefined) return;
    const { view, places } = this.#joined;
    this.#joined = undefined;
    const placed = view.end().discoveries.map((discovery) => places.placed(discovery));
    this.#found.push(...placed.filter((one) => one !== undefined));
  }

  #beginBlock(): Block {
    this.#joined ??= { view: new LogView(this.#beginJoined()), places: new JoinedPlaces() };
    return this.#joined;
  }

  end(): Omit<InspectionResult, 'bytes'> {
    const { kind, findings, discoveries } = this.#lines.end();
    const lines = discoveries.map((discovery) => this.#places.placed(discovery));
    return { kind, findings, discoveries: merged(lines, this.#found) };
  }
}
