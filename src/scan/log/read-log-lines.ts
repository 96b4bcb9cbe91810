import type { LogSpot } from '../finding.js';
import { Continuation } from './continuation.js';
import type { HostReader } from './host/host-reader.js';
import { markLeftovers } from './host-mask.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace } from './log-place.js';
import { jsonTexts } from './strip/json-message.js';
import { shownLine } from './strip/terminal-codes.js';
import { ToolPrefixes } from './strip/tool-prefix.js';

/** Turns the lines of one log, in order, into pieces of what the tools in it printed. */
export class LogLineReader {
  readonly #host: HostReader;
  readonly #prefixes = new ToolPrefixes();
  #spot: LogSpot;
  #line = 0;
  readonly #lines = new Continuation();
  readonly #messages = new Continuation();

  /** @param spot job and step of the whole file, where its name says them */
  constructor(host: HostReader, spot: LogSpot) {
    this.#host = host;
    this.#spot = spot;
  }

  /** @param line without its line feed */
  read(line: string): readonly LogPiece[] {
    this.#line++;
    const { text, step, job, joins } = this.#host.read(line.endsWith('\r') ? line.slice(0, -1) : line);
    this.#advance(step, job);
    const pieces: LogPiece[] = [];
    for (const [at, part] of text.split('\r').entries()) {
      const follows = at > 0 ? 'return' : joins === 'previous' ? 'cut' : undefined;
      pieces.push(...this.#readPart(part, follows));
    }
    return pieces;
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

  #readPart(part: string, hostFollows: LogPiece['follows']): LogPiece[] {
    const shown = shownLine(part);
    const prefix = this.#prefixes.of(shown.text);
    const text = markLeftovers(shown.text.slice(prefix.length));
    const column = characterCount(shown.text.slice(0, prefix.length));
    const place: LogPlace = { ...this.#spot, line: this.#line, column };
    const width = characterCount(text);
    const ownFollows = this.#lines.next({ text, widths: [width, column + width], end: prefix.end });
    const line = pieceOf('line', text, place, hostFollows ?? ownFollows);
    return [line, ...this.#asides(text, shown.hidden, { ...place, column: 0 })];
  }

  #asides(text: string, hidden: readonly string[], place: LogPlace): LogPiece[] {
    const { message, end = 'line', lists } = jsonTexts(text);
    const others = [...hidden, ...lists].map((one) => pieceOf('aside', one, place, undefined));
    if (message === undefined) return others;
    const lines = message.split(/\r?\n/);
    const said = lines.flatMap((line, at) => this.#readMessage(line, at < lines.length - 1 ? 'line' : end, place));
    return [...said, ...others];
  }

  #readMessage(line: string, end: 'line' | 'open', place: LogPlace): LogPiece[] {
    return line.split('\r').map((part, at) => {
      const { text } = shownLine(part);
      const follows = this.#messages.next({ text, widths: [characterCount(text)], end });
      return pieceOf('aside', text, place, at > 0 ? 'return' : follows);
    });
  }
}

function pieceOf(from: LogPiece['from'], text: string, place: LogPlace, follows: LogPiece['follows']): LogPiece {
  return { text, place, from, ...(follows !== undefined && { follows }) };
}
