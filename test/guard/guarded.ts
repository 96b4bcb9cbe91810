import { assetFolder } from '../../src/core/asset-folder.js';
import { PUBLIC_SALT } from '../../src/core/fingerprint.js';
import { LiveText } from '../../src/guard/live-text.js';
import { hiddenBy } from '../../src/guard/match-groups.js';
import { OriginMap } from '../../src/guard/origin-map.js';
import type { Span } from '../../src/guard/span.js';
import { DecodedSearch } from '../../src/scan/decode/decoded-search.js';
import { oneMatchPerValue } from '../../src/scan/detect/one-value.js';
import type { Discovery } from '../../src/scan/discovery.js';
import { createEngine } from '../../src/scan/inspect/create-engine.js';
import { describeMatch } from '../../src/scan/inspect/describe-match.js';
import { Locator } from '../../src/scan/locate/locator.js';
import { JoinedPlaces } from '../../src/scan/log/joined-places.js';
import { JUDGED_AS } from '../../src/scan/log/judged-as.js';
import { LogInspection } from '../../src/scan/log/log-inspection.js';
import type { LogPiece } from '../../src/scan/log/log-piece.js';
import type { PlainRun, PlainText } from '../../src/scan/log/log-sink.js';
import { LogText } from '../../src/scan/log/log-text.js';
import { loadBuiltinRules } from '../../src/scan/rules/load-builtin.js';
import { makeInspector } from '../scan/engine.js';

export const rules = loadBuiltinRules(assetFolder());
const engine = createEngine(rules);
const [lineInspector, joinedInspector] = [
  makeInspector({ binary: 'scan', rules }),
  makeInspector({ binary: 'scan', rules }),
];

/** The mask of these tests: no text of theirs holds it. */
export const MASK = '\u0001masked\u0001';

const OPTIONS = { salt: PUBLIC_SALT, values: 'revealed', inlineAllow: 'honoured' } as const;

/** What a guard found and let through. */
export interface Guarded {
  readonly output: Buffer;
  readonly discoveries: readonly Discovery[];
  readonly shownInPart: number;
}

/** Everything counts, however uncertain. */
export function makeLiveText(): LiveText {
  return new LiveText(engine, {
    ...OPTIONS,
    confidence: 'low',
    severity: 'low',
    maskText: () => Buffer.from(MASK),
  });
}

/** @param pauses what happens at each cut; the last one is taken for all further cuts */
export function guardInPieces(
  text: Uint8Array,
  cuts: readonly number[],
  pauses: readonly ('none' | 'short' | 'long')[] = ['none'],
): Guarded {
  const live = makeLiveText();
  const places = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  const output: Uint8Array[] = [];
  for (const [index, end] of [...places, text.length].entries()) {
    output.push(...live.write(text.subarray(places[index - 1] ?? 0, end)));
    const pause = pauses[Math.min(index, pauses.length - 1)] ?? 'none';
    if (pause !== 'none' && index < places.length) output.push(...live.release(pause));
  }
  output.push(...live.end());
  return { output: Buffer.concat(output), discoveries: live.discoveries, shownInPart: live.shownInPart };
}

/** What `scan --log` finds in the whole of a log. */
export function scanLogOf(text: Uint8Array): readonly Discovery[] {
  const inspection = new LogInspection(
    { beginLines: () => lineInspector.begin(JUDGED_AS), beginJoined: () => joinedInspector.begin(JUDGED_AS) },
    {},
  );
  inspection.write(Buffer.from(text));
  return inspection.end().discoveries;
}

/** What `scan --log` finds in the whole, and the log with all of it masked: plainly, each of its two texts at once. */
export function guardOffline(text: Uint8Array): Omit<Guarded, 'shownInPart'> {
  const lines = new WholeText();
  const blocks: { text: WholeText; places: JoinedPlaces }[] = [];
  let block: (typeof blocks)[number] | undefined;
  const log = new LogText(
    {
      line: (piece) => lines.add([piece]),
      plainLines: ({ bytes, eachRun }) => lines.addRuns(bytes, eachRun),
      longPart: (bytes, at) => lines.addBytes(bytes, at),
      joined: (run) => {
        block ??= { text: new WholeText(), places: new JoinedPlaces() };
        block.places.add(run);
        block.text.add(run);
      },
      joinedLines: (run) => {
        block ??= { text: new WholeText(), places: new JoinedPlaces() };
        block.places.addLines(run);
        block.text.addLines(run);
      },
      endBlock: () => {
        if (block !== undefined) blocks.push(block);
        block = undefined;
      },
    },
    {},
  );
  log.write(Buffer.from(text));
  log.end();
  const discoveries = scanLogOf(text);
  const told = (one: Discovery) =>
    discoveries.some(
      ({ fingerprint, line, column }) => fingerprint === one.fingerprint && line === one.line && column === one.column,
    );
  const across = blocks.flatMap(({ text: joined, places }) =>
    joined.found().filter(({ discovery }) => {
      const placed = places.placed(discovery);
      return placed !== undefined && (placed.from === 'aside' || told(placed));
    }),
  );
  const hidden = [...lines.found(), ...across]
    .filter(({ discovery }) => discovery.allowedBy === undefined)
    .flatMap(({ spans }) => trimmed(spans, text));
  return { output: masked(text, hidden), discoveries };
}

/** A value in pieces leaves the ends of its lines. */
function trimmed(spans: readonly Span[], text: Uint8Array): Span[] {
  if (spans.length < 2) return [...spans];
  return spans.flatMap(({ start, end }) => {
    let to = end;
    while (to > start && text[to - 1] === 0x0a) to--;
    return to > start ? [{ start, end: to }] : [];
  });
}

function masked(text: Uint8Array, hidden: readonly Span[]): Buffer {
  const output: Uint8Array[] = [];
  let [shown, until] = [0, -1];
  for (const { start, end } of [...hidden].sort((a, b) => a.start - b.start)) {
    if (start > shown) output.push(text.subarray(shown, start));
    // What touches is one mask.
    if (start > until) output.push(Buffer.from(MASK));
    shown = until = Math.max(shown, until, end);
  }
  output.push(text.subarray(shown));
  return Buffer.concat(output);
}

/** One text, searched at once. */
class WholeText {
  readonly #parts: Buffer[] = [];
  readonly #origins = new OriginMap();

  add(pieces: readonly LogPiece[]): void {
    for (const { text } of pieces) {
      this.#origins.addText(text);
      this.#parts.push(Buffer.from(text.text, 'latin1'));
    }
    this.addBytes(Buffer.from('\n'), pieces.at(-1)?.endsAt ?? 0);
  }

  addRuns(bytes: Buffer, eachRun: PlainText['eachRun']): void {
    eachRun((length, at) => this.#origins.addRun(length, at));
    this.#parts.push(Buffer.from(bytes));
  }

  addBytes(bytes: Buffer, at: number): void {
    this.#origins.addRun(bytes.length, at);
    this.#parts.push(Buffer.from(bytes));
  }

  addLines({ bytes, at, lines, first, last }: PlainRun): void {
    for (let line = first; line <= last; line++) {
      const start = lines.startOf(line);
      this.addBytes(bytes.subarray(start, start + lines.lengthOf(line)), at + start);
    }
    this.addBytes(Buffer.from('\n'), at + lines.startOf(last) + lines.lengthOf(last));
  }

  found(): { discovery: Discovery; spans: Span[] }[] {
    const text = Buffer.concat(this.#parts);
    const { search, detector } = engine;
    const bytes = search.text;
    bytes.set(text);
    const hits = search.search(bytes, 0, text.length);
    const request = { bytes, ownFrom: 0, ownTo: text.length, length: text.length, path: JUDGED_AS };
    const matches = detector.detect(request, hits);
    const encoded = new DecodedSearch(search, detector).begin();
    const locator = new Locator((from, to) => search.countLineFeeds(from, to));
    return oneMatchPerValue([...matches, ...encoded.find(request, 0)]).map((match) => ({
      discovery: describeMatch(match, bytes, text.length, locator, OPTIONS),
      spans: this.#origins.spansOf(hiddenBy(match)),
    }));
  }
}

/** What comes out after each write and the pause behind it, and at the end. */
export function play(...steps: readonly (string | 'short' | 'long')[]): { outputs: string[]; shownInPart: number } {
  const live = makeLiveText();
  const outputs = steps.map((step) =>
    Buffer.concat(step === 'short' || step === 'long' ? live.release(step) : live.write(Buffer.from(step))).toString(),
  );
  outputs.push(Buffer.concat(live.end()).toString());
  return { outputs, shownInPart: live.shownInPart };
}
