import type { LogSpot } from '../finding.js';
import type { HostReader } from './host/host-reader.js';
import { markLeftovers } from './host-mask.js';
import type { LogPiece } from './log-piece.js';
import { characterCount, type LogPlace } from './log-place.js';
import { jsonTexts } from './strip/json-message.js';
import { shownLine } from './strip/terminal-codes.js';
import { ToolPrefixes } from './strip/tool-prefix.js';
import { mayBeWrapped } from './wrapped-lines.js';

/** Turns the lines of one log, in order, into pieces of what the tools in it printed. */
export class LogLineReader {
  readonly #host: HostReader;
  readonly #prefixes = new ToolPrefixes();
  #spot: LogSpot;
  #line = 0;
  /** The line before, as far as it decides whether the next one goes on from it. */
  #before: { readonly text: string; readonly widths: readonly number[]; readonly isCut: boolean } | undefined;
  #isJsonOpen = false;

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
    this.#before = undefined;
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
    const place: LogPlace = {
      ...this.#spot,
      line: this.#line,
      column: characterCount(shown.text.slice(0, prefix.length)),
    };
    const follows = hostFollows ?? this.#followsBefore(text);
    this.#before = {
      text,
      widths: [characterCount(shown.text), characterCount(text)],
      isCut: prefix.cut === 'partial',
    };
    const aside = this.#asides(text, shown.hidden, { ...place, column: 0 });
    return [{ text, place, from: 'line', ...(follows !== undefined && { follows }) }, ...aside];
  }

  #followsBefore(text: string): LogPiece['follows'] {
    if (this.#before === undefined) return undefined;
    if (this.#before.isCut) return 'cut';
    return mayBeWrapped(this.#before.text, this.#before.widths, text) ? 'wrap' : undefined;
  }

  #asides(text: string, hidden: readonly string[], place: LogPlace): LogPiece[] {
    const { message, end, lists } = jsonTexts(text);
    const others: LogPiece[] = [...hidden, ...lists].map((one) => ({ text: one, place, from: 'aside' }));
    const goesOn = this.#isJsonOpen;
    this.#isJsonOpen = message !== undefined && end === 'open';
    if (message === undefined) return others;
    const lines = message.split(/\r?\n|\r/).map((line) => shownLine(line).text);
    const said = lines.map((line, at): LogPiece => {
      const follows = goesOn && at === 0 ? { follows: 'cut' as const } : {};
      return { text: line, place, from: 'aside', ...follows };
    });
    return [...said, ...others];
  }
}
