import type { LogSpot } from '../finding.js';
import type { LogHost } from './host/host-reader.js';
import { recogniseHost, SAMPLE_LINES } from './host/recognise-host.js';
import { JoinedText } from './joined-text.js';
import type { LogPlace } from './log-place.js';
import type { LogSink, PlainText } from './log-sink.js';
import { PlainLineFinder, type PlainLines } from './plain-lines.js';
import { LogLineReader } from './read-log-lines.js';
import { TracedText } from './traced-text.js';

/** A longer line is inspected as it stands, without being held in memory. Bytes. */
const LONGEST_LINE = 256 * 1024;
/** Whose log it is must not depend on a first line that never ends. Bytes. */
const LONGEST_SAMPLE = 256 * 1024;
/** Fewer bytes than this are read line by line. */
const WORTHWHILE = 512;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/**
 * Reads one log, in pieces however cut: what its tools printed goes to a sink, with what hosts, terminals and loggers put in between
 * taken out.
 */
export class LogText {
  readonly #sink: LogSink;
  readonly #spot: LogSpot;
  readonly #joined: JoinedText;
  #reader: LogLineReader | undefined;
  /** Lines that came before the log's host is known. */
  #sample: TracedText[] = [];
  #sampled = 0;
  /** The line that has not ended; where it begins in the log. */
  #rest: Buffer[] = [];
  #restLength = 0;
  #lineStart = 0;
  /** In a line that is too long to be read. */
  #isLong = false;
  #bytes = 0;
  /** Of the chunk that is written, what the finder of plain lines has. */
  #loadedFrom = 0;
  #loadedTo = 0;

  /** @param spot see `LogLineReader` */
  constructor(sink: LogSink, spot: LogSpot) {
    this.#sink = sink;
    this.#spot = spot;
    this.#joined = new JoinedText(sink);
  }

  /** Bytes that came. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether what came last is a line that has not ended. */
  get isInLine(): boolean {
    return this.#restLength > 0;
  }

  /** From here on in the log something has not gone to the sink. */
  get openFrom(): number {
    const open = this.#joined.open.map(({ text }) => text.from);
    return Math.min(this.#sample[0]?.from ?? Number.POSITIVE_INFINITY, this.#lineStart, ...open);
  }

  /** @param chunk its memory may be used again afterwards */
  write(chunk: Buffer): void {
    let start = 0;
    let oddTo = 0;
    this.#loadedTo = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      if (start >= oddTo && chunk.length - start >= WORTHWHILE) {
        const passed = this.#passPlain(chunk, start);
        oddTo = start + passed.oddTo + 1;
        start += passed.byteLength;
        if (passed.byteLength > 0) continue;
      }
      this.#keep(chunk.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  end(): void {
    if (this.#restLength > 0 || this.#isLong) this.#endLine();
    this.#decideHost();
    this.#joined.interrupt();
    this.#sink.endBlock();
  }

  /** What has not gone to the sink, as if the log ended here; reading goes on as if this had not been asked. */
  peek(sink: LogSink): void {
    const rest = this.#isLong ? [] : [this.#tracedRest()].filter(({ length }) => length > 0);
    const lines = [...this.#sample, ...rest];
    const reader = this.#reader?.fork() ?? new LogLineReader(recogniseHost(lines.map(({ text }) => text)), {});
    const joined = this.#joined.fork(sink);
    for (const line of lines) readLine(line, reader, joined, sink);
    joined.interrupt();
  }

  /** Passes on the plain lines from a place in a chunk on, without reading each; see `PlainLines` for what comes back. */
  #passPlain(chunk: Buffer, start: number): Pick<PlainLines, 'byteLength' | 'oddTo'> {
    const frame = this.#restLength > 0 || this.#isLong ? undefined : this.#reader?.frame;
    if (this.#reader === undefined || frame === undefined) return { byteLength: 0, oddTo: 0 };
    plainLineFinder ??= new PlainLineFinder();
    if (start + WORTHWHILE > this.#loadedTo) {
      this.#loadedFrom = start;
      this.#loadedTo = start + plainLineFinder.load(chunk.subarray(start));
    }
    const lines = plainLineFinder.find(start - this.#loadedFrom, frame);
    const bytes = chunk.subarray(start);
    if (lines.count === 0) return lines;
    const place = this.#reader.passLines(lines.count);
    this.#sink.plainLines({ bytes: lines.text, place, count: lines.count, eachRun: this.#runsOf(lines, frame) });
    this.#joinPlain(bytes, lines, place);
    this.#bytes += lines.byteLength;
    this.#lineStart = this.#bytes;
    return lines;
  }

  /** Where the texts of the lines stand in the log. */
  #runsOf({ count, byteLength, startOf, lengthOf }: PlainLines, frame: LogHost['frame']): PlainText['eachRun'] {
    const base = this.#bytes;
    if (frame === 'nothing') return (take) => take(byteLength, base);
    return (take) => {
      for (let line = 0; line < count; line++) take(lengthOf(line) + 1, base + startOf(line));
    };
  }

  /** Puts together those of them that may belong together. */
  #joinPlain(bytes: Buffer, lines: PlainLines, place: LogPlace): void {
    const at = this.#bytes;
    // Small numbers only, as this is done for every line.
    let careAt = this.#joined.caresFrom - at;
    let first = -1;
    let length = 0;
    for (let line = 0; line < lines.count; line++) {
      const lineLength = lines.lengthOf(line);
      const end = lines.startOf(line) + lineLength;
      if (end >= careAt) {
        this.#joined.passLine(at + end);
        careAt = this.#joined.caresFrom - at;
      }
      const goesOn = lines.goesOn(line);
      if (first < 0) {
        if (!goesOn) continue;
        first = line;
        length = 0;
      }
      length += lineLength;
      if (goesOn) continue;
      this.#joined.passRun(length);
      this.#sink.joinedLines({ bytes, at, lines, first, last: line, place });
      first = -1;
    }
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#bytes += bytes.length;
    if (this.#isLong) {
      this.#passLong(bytes);
      return;
    }
    // A copy: the chunk's memory is used again by whoever reads.
    this.#rest.push(Buffer.from(bytes));
    this.#restLength += bytes.length;
    if (this.#restLength > LONGEST_LINE) this.#beginLong();
  }

  #beginLong(): void {
    const place = this.#decideHost().skipLine();
    this.#joined.interrupt();
    const bytes = Buffer.concat(this.#rest);
    const isMarked = this.#lineStart === 0 && bytes.toString('latin1', 0, BYTE_ORDER_MARK.length) === BYTE_ORDER_MARK;
    const skipped = isMarked ? BYTE_ORDER_MARK.length : 0;
    this.#sink.longPart(bytes.subarray(skipped), this.#lineStart + skipped, { is: 'first', place });
    this.#rest = [];
    this.#restLength = 0;
    this.#isLong = true;
    this.#lineStart = this.#bytes;
  }

  #passLong(bytes: Buffer): void {
    this.#sink.longPart(bytes, this.#bytes - bytes.length, { is: 'next' });
    this.#lineStart = this.#bytes;
    this.#joined.passTo(this.#bytes);
  }

  #endLine(): void {
    if (this.#isLong) this.#sink.longPart(Buffer.from('\n'), this.#bytes, { is: 'last' });
    else this.#take(this.#tracedRest());
    this.#isLong = false;
    this.#rest = [];
    this.#restLength = 0;
    this.#bytes++;
    this.#lineStart = this.#bytes;
  }

  #tracedRest(): TracedText {
    const bytes = this.#rest.length === 1 ? (this.#rest[0] as Buffer) : Buffer.concat(this.#rest);
    const line = new TracedText(bytes.toString('latin1'), this.#lineStart);
    const isMarked = this.#lineStart === 0 && line.text.startsWith(BYTE_ORDER_MARK);
    return isMarked ? line.slice(BYTE_ORDER_MARK.length) : line;
  }

  #take(line: TracedText): void {
    if (this.#reader !== undefined) {
      readLine(line, this.#reader, this.#joined, this.#sink);
      return;
    }
    this.#sample.push(line);
    this.#sampled += line.length;
    if (this.#sample.length >= SAMPLE_LINES || this.#sampled > LONGEST_SAMPLE) this.#decideHost();
  }

  #decideHost(): LogLineReader {
    if (this.#reader !== undefined) return this.#reader;
    const reader = new LogLineReader(recogniseHost(this.#sample.map(({ text }) => text)), this.#spot);
    this.#reader = reader;
    for (const line of this.#sample) readLine(line, reader, this.#joined, this.#sink);
    this.#sample = [];
    return reader;
  }
}

/** One for all logs: it keeps nothing of them. */
let plainLineFinder: PlainLineFinder | undefined;

function readLine(line: TracedText, reader: LogLineReader, joined: JoinedText, sink: LogSink): void {
  const pieces = reader.read(line);
  for (const piece of pieces) if (piece.from === 'line') sink.line(piece);
  joined.addLine(pieces, line.from + line.length);
}
