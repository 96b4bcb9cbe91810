import type { Discovery } from '../discovery.js';
import type { LogSpot } from '../finding.js';
import type { Inspection, InspectionResult } from '../inspection.js';
import { recogniseHost, SAMPLE_LINES } from './host/recognise-host.js';
import { JoinedText } from './joined-text.js';
import { LinePlaces } from './line-places.js';
import { spotOf } from './log-place.js';
import { LogView, type PlacedDiscovery } from './log-view.js';
import { LogLineReader } from './read-log-lines.js';

/** A longer line is inspected as it stands, without being held in memory. Bytes. */
const LONGEST_LINE = 4 * 1024 * 1024;
/** Whose log it is must not depend on a first line that never ends. Bytes. */
const LONGEST_SAMPLE = 1024 * 1024;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** The two texts of a log that are inspected, side by side. */
export interface LogInspectors {
  beginLines(): Inspection;
  beginJoined(): Inspection;
}

/** Inspects one log: what its tools printed, with what hosts, terminals and loggers put in between taken out. */
export class LogInspection {
  readonly #spot: LogSpot;
  readonly #lines: LogView;
  readonly #places = new LinePlaces();
  readonly #joined: JoinedText;
  #reader: LogLineReader | undefined;
  #sample: string[] = [];
  #sampled = 0;
  #rest: Buffer[] = [];
  #restLength = 0;
  #isFirst = true;
  /** In a line that is too long to be read as one. */
  #isLong = false;
  #bytes = 0;

  /** @param spot see `LogLineReader` */
  constructor(inspectors: LogInspectors, spot: LogSpot) {
    this.#spot = spot;
    this.#lines = new LogView(inspectors.beginLines());
    this.#joined = new JoinedText(() => inspectors.beginJoined());
  }

  write(chunk: Buffer): void {
    this.#bytes += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    if (this.#restLength >= LONGEST_LINE) this.#spill();
  }

  end(): InspectionResult {
    if (this.#restLength > 0 || this.#isLong) this.#endLine();
    this.#decideHost();
    const result = this.#lines.end();
    const joined = this.#joined.end();
    return {
      ...result,
      bytes: this.#bytes,
      discoveries: merged(
        result.discoveries.map((one) => this.#placed(one)),
        joined,
      ),
    };
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    // A copy: the chunk's memory is used again by whoever reads.
    this.#rest.push(Buffer.from(bytes));
    this.#restLength += bytes.length;
  }

  #endLine(): void {
    const line = this.#takeRest();
    if (this.#isLong) this.#lines.write(`${line}\n`);
    else this.#take(line);
    this.#isLong = false;
  }

  /** Passes on what there is of a line that is too long. */
  #spill(): void {
    const part = this.#takeRest();
    if (!this.#isLong) this.#places.add(this.#decideHost().skipLine());
    this.#isLong = true;
    this.#lines.write(part);
  }

  #takeRest(): string {
    const text = Buffer.concat(this.#rest).toString('latin1');
    this.#rest = [];
    this.#restLength = 0;
    const isMarked = this.#isFirst && text.startsWith(BYTE_ORDER_MARK);
    this.#isFirst = false;
    return isMarked ? text.slice(BYTE_ORDER_MARK.length) : text;
  }

  #take(line: string): void {
    if (this.#reader !== undefined) {
      this.#read(line, this.#reader);
      return;
    }
    this.#sample.push(line);
    this.#sampled += line.length;
    if (this.#sample.length >= SAMPLE_LINES || this.#sampled > LONGEST_SAMPLE) this.#decideHost();
  }

  #decideHost(): LogLineReader {
    if (this.#reader !== undefined) return this.#reader;
    const reader = new LogLineReader(recogniseHost(this.#sample).create(), this.#spot);
    this.#reader = reader;
    for (const line of this.#sample) this.#read(line, reader);
    this.#sample = [];
    return reader;
  }

  #read(line: string, reader: LogLineReader): void {
    for (const piece of reader.read(line)) {
      this.#joined.add(piece);
      if (piece.from !== 'line') continue;
      this.#places.add(piece.place);
      this.#lines.write(`${piece.text}\n`);
    }
  }

  #placed(discovery: Discovery): PlacedDiscovery {
    const start = spotOf(this.#places.at(discovery.line), discovery.column - 1);
    const end = spotOf(this.#places.at(discovery.endLine), discovery.endColumn - 1);
    return { ...discovery, ...start, endLine: end.line, endColumn: end.column, from: 'line' };
  }
}

/**
 * What both texts brought: a value that goes on across a break replaces its beginning, unless the beginning's own checksum
 * says that it was all; what was read off a line adds only what the line itself did not show.
 */
function merged(lines: readonly PlacedDiscovery[], others: readonly PlacedDiscovery[]): readonly Discovery[] {
  const added = others.filter((other) => !lines.some((one) => isAnswered(other, one)));
  const kept = lines.filter((one) => !added.some((other) => other.from === 'joined' && isWithin(one, other)));
  return [...kept, ...added].map(({ from, ...discovery }) => discovery);
}

function isAnswered(other: PlacedDiscovery, one: PlacedDiscovery): boolean {
  if (other.from === 'aside') return one.fingerprint === other.fingerprint && one.line === other.line;
  return one.validity === 'checksum-ok' && isWithin(one, other);
}

type Span = Pick<Discovery, 'line' | 'column' | 'endLine' | 'endColumn'>;

function isWithin(one: Span, other: Span): boolean {
  const startsLater = one.line > other.line || (one.line === other.line && one.column >= other.column);
  const endsEarlier =
    one.endLine < other.endLine || (one.endLine === other.endLine && one.endColumn <= other.endColumn);
  return startsLater && endsEarlier;
}
