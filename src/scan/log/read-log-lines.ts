import type { LogSpot } from '../finding.js';
import { Continuation } from './continuation.js';
import type { LogHost } from './host/host-reader.js';
import { markLeftovers } from './host-mask.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace } from './log-place.js';
import { jsonTexts } from './strip/json-message.js';
import { shownLine } from './strip/terminal-codes.js';
import { ToolPrefixes } from './strip/tool-prefix.js';
import type { TracedText } from './traced-text.js';

/** Turns the lines of one log, in order, into pieces of what the tools in it printed. */
export class LogLineReader {
  readonly #host: LogHost;
  readonly #lineReader;
  readonly #prefixes;
  #spot: LogSpot;
  #line = 0;
  #lines = new Continuation();
  #messages = new Continuation();

  /** @param spot job and step of the whole file, where its name says them */
  constructor(host: LogHost, spot: LogSpot, prefixes = new ToolPrefixes()) {
    this.#host = host;
    this.#lineReader = host.create();
    this.#prefixes = prefixes;
    this.#spot = spot;
  }

  /** One that reads the same texts in what comes next, at places that mean nothing, while this one stays as it is. */
  fork(): LogLineReader {
    const fork = new LogLineReader(this.#host, {}, this.#prefixes.copy());
    fork.#lines = this.#lines.copy();
    fork.#messages = this.#messages.copy();
    return fork;
  }

  /** @param line without its line feed */
  read(line: TracedText): readonly LogPiece[] {
    this.#line++;
    const { text, step, job, joins } = this.#lineReader.read(
      line.text.endsWith('\r') ? line.slice(0, line.length - 1) : line,
    );
    this.#advance(step, job);
    const pieces: LogPiece[] = [];
    let [at, follows]: [number, LogPiece['follows']] = [0, joins === 'previous' ? 'cut' : undefined];
    for (const part of text.split('\r')) {
      at += part.length;
      const endsAt = at < text.length ? text.slice(at).from : line.from + line.length;
      pieces.push(...this.#readPart(part, endsAt, follows));
      at++;
      follows = 'return';
    }
    return pieces;
  }

  /** What the host puts before each line; absent while lines have to be read, whatever they are. */
  get frame(): LogHost['frame'] {
    return this.#lines.isOpen ? undefined : this.#host.frame;
  }

  /** The place of the first of some plain lines, which are taken as read. */
  passLines(count: number): LogPlace {
    const { stepLine, ...spot } = this.#spot;
    const first = this.#line + 1;
    this.#line += count;
    if (stepLine === undefined) return { ...spot, line: first, column: 0 };
    this.#spot = { ...spot, stepLine: stepLine + count };
    return { ...spot, stepLine: stepLine + 1, line: first, column: 0 };
  }

  /** The place of a line that is inspected as it stands. */
  skipLine(): LogPlace {
    this.#line++;
    this.#lines.interrupt();
    this.#advance(undefined);
    return { ...this.#spot, line: this.#line, column: 0 };
  }

  #advance(step: string | undefined, job = this.#spot.job): void {
    const { stepLine, ...before } = this.#spot;
    const ofJob = job === undefined ? {} : { job };
    if (step === '') this.#spot = ofJob;
    else if (step !== undefined && (step !== before.step || job !== before.job))
      this.#spot = { ...ofJob, step, stepLine: 1 };
    else this.#spot = { ...before, ...ofJob, ...(stepLine !== undefined && { stepLine: stepLine + 1 }) };
  }

  #readPart(part: TracedText, endsAt: number, hostFollows: LogPiece['follows']): LogPiece[] {
    const shown = shownLine(part);
    const prefix = this.#prefixes.of(shown.text.text);
    const bare = shown.text.slice(prefix.length);
    const text = bare.reworded(markLeftovers(bare.text));
    const column = characterCount(shown.text.text.slice(0, prefix.length));
    const place: LogPlace = { ...this.#spot, line: this.#line, column };
    const width = characterCount(text.text);
    const { follows, end } = this.#lines.next({ text: text.text, widths: [width, column + width], end: prefix.end });
    const line = pieceOf('line', text, { place, endsAt }, { follows: hostFollows ?? follows, end });
    return [line, ...this.#asides(text, shown.hidden, { place: { ...place, column: 0 }, endsAt })];
  }

  /** What may go on comes last. */
  #asides(text: TracedText, hidden: readonly TracedText[], where: Where): LogPiece[] {
    const { message, end = 'line', lists } = jsonTexts(text);
    const others = [...hidden, ...lists].map((one) => pieceOf('aside', one, where, WHOLE));
    if (message === undefined) return others;
    const lines = message.split('\n').map((line) => (line.text.endsWith('\r') ? line.slice(0, line.length - 1) : line));
    const said = lines.flatMap((line, at) => this.#readMessage(line, at < lines.length - 1 ? 'line' : end, where));
    return [...others, ...said];
  }

  #readMessage(line: TracedText, end: 'line' | 'open', where: Where): LogPiece[] {
    return line.split('\r').map((part, at) => {
      const { text } = shownLine(part);
      const link = this.#messages.next({ text: text.text, widths: [characterCount(text.text)], end });
      return pieceOf('aside', text, where, at > 0 ? { ...link, follows: 'return' } : link);
    });
  }
}

type Where = Pick<LogPiece, 'place' | 'endsAt'>;

/** How a piece hangs together with its neighbours. */
interface Link {
  readonly follows?: LogPiece['follows'] | undefined;
  readonly end: LogPiece['end'];
}

const WHOLE: Link = { end: 'whole' };

function pieceOf(from: LogPiece['from'], text: TracedText, { place, endsAt }: Where, { follows, end }: Link): LogPiece {
  return { text, place, endsAt, from, end, ...(follows !== undefined && { follows }) };
}
