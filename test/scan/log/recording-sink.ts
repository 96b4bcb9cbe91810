import type { LogPiece } from '../../../src/scan/log/log-piece.js';
import { type LogPlace, linesBehind } from '../../../src/scan/log/log-place.js';
import type { LogSink, LongPart, PlainRun, PlainText } from '../../../src/scan/log/log-sink.js';
import { LogText } from '../../../src/scan/log/log-text.js';

/** A text as it came, and for each of its bytes where in the log it stands. */
interface Recorded {
  text: string;
  readonly origins: number[];
}

/** Writes down everything that a log comes to, whichever way it comes. */
class RecordingSink implements LogSink {
  readonly lines: Recorded = { text: '', origins: [] };
  readonly joinedText: Recorded = { text: '', origins: [] };
  readonly places: LogPlace[] = [];
  plainCount = 0;

  line(piece: LogPiece): void {
    this.places.push(piece.place);
    this.#addPieces(this.lines, [piece]);
  }

  plainLines({ bytes, place, count, eachRun }: PlainText): void {
    this.plainCount += count;
    for (let line = 0; line < count; line++) this.places.push(linesBehind(place, line));
    this.lines.text += bytes.toString('latin1');
    eachRun((length, at) => {
      for (let ahead = 0; ahead < length; ahead++) this.lines.origins.push(at + ahead);
    });
  }

  longPart(bytes: Buffer, at: number, part: LongPart): void {
    if (part.is === 'first') this.places.push(part.place);
    this.lines.text += bytes.toString('latin1');
    for (let ahead = 0; ahead < bytes.length; ahead++) this.lines.origins.push(at + ahead);
  }

  joined(run: readonly [LogPiece, ...LogPiece[]]): void {
    this.#addPieces(this.joinedText, run);
  }

  joinedLines({ bytes, at, lines, first, last }: PlainRun): void {
    let end = 0;
    for (let line = first; line <= last; line++) {
      const start = lines.startOf(line);
      end = start + lines.lengthOf(line);
      this.joinedText.text += bytes.toString('latin1', start, end);
      for (let ahead = start; ahead < end; ahead++) this.joinedText.origins.push(at + ahead);
    }
    this.joinedText.text += '\n';
    this.joinedText.origins.push(at + end);
  }

  endBlock(): void {
    this.joinedText.text += '\f';
    this.joinedText.origins.push(-1);
  }

  #addPieces(recorded: Recorded, pieces: readonly LogPiece[]): void {
    for (const { text } of pieces) {
      const starts = new Map<number, number>();
      text.eachPart((at, from) => starts.set(at, from));
      for (let at = 0, from = 0; at < text.length; at++, from++) {
        from = starts.get(at) ?? from;
        recorded.origins.push(from);
      }
      recorded.text += text.text;
    }
    recorded.text += '\n';
    recorded.origins.push(pieces.at(-1)?.endsAt ?? 0);
  }
}

/** What a log comes to that is written in pieces of `size` bytes. */
export function recordLog(log: Buffer, size: number): RecordingSink {
  const sink = new RecordingSink();
  const text = new LogText(sink, {});
  for (let at = 0; at < log.length; at += size) text.write(log.subarray(at, at + size));
  text.end();
  return sink;
}
