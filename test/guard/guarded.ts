import { assetFolder } from '../../src/core/asset-folder.js';
import { PUBLIC_SALT } from '../../src/core/fingerprint.js';
import { LiveText } from '../../src/guard/live-text.js';
import { DecodedSearch } from '../../src/scan/decode/decoded-search.js';
import { oneMatchPerValue } from '../../src/scan/detect/one-value.js';
import type { Discovery } from '../../src/scan/discovery.js';
import { createEngine } from '../../src/scan/inspect/create-engine.js';
import { describeMatch } from '../../src/scan/inspect/describe-match.js';
import { Locator } from '../../src/scan/locate/locator.js';
import { loadBuiltinRules } from '../../src/scan/rules/load-builtin.js';
import { inspect, makeInspector } from '../scan/engine.js';

export const rules = loadBuiltinRules(assetFolder());
const engine = createEngine(rules);
const inspector = makeInspector({ binary: 'scan', rules });

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
    path: 'stdout',
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
  const output: Buffer[] = [];
  for (const [index, end] of [...places, text.length].entries()) {
    output.push(live.write(text.subarray(places[index - 1] ?? 0, end)));
    const pause = pauses[Math.min(index, pauses.length - 1)] ?? 'none';
    if (pause !== 'none' && index < places.length) output.push(live.release(pause));
  }
  output.push(live.end());
  return { output: Buffer.concat(output), discoveries: live.discoveries, shownInPart: live.shownInPart };
}

/** What a scan of the whole text finds, and the text with all of it masked: plainly, all at once. */
export function guardOffline(text: Uint8Array): Omit<Guarded, 'shownInPart'> {
  const { discoveries } = inspect(inspector, text, 'stdout');
  const { search, detector } = engine;
  const bytes = search.text;
  bytes.set(text);
  const hits = search.search(bytes, 0, text.length);
  const request = { bytes, ownFrom: 0, ownTo: text.length, length: text.length, path: 'stdout' };
  const matches = detector.detect(request, hits);
  const encoded = new DecodedSearch(search, detector).begin();
  const kept = oneMatchPerValue([...matches, ...encoded.find(request, 0)]);
  const locator = new Locator((from, to) => search.countLineFeeds(from, to));
  const output: Uint8Array[] = [];
  let [shown, masked] = [0, -1];
  for (const match of kept) {
    if (describeMatch(match, bytes, text.length, locator, OPTIONS).allowedBy !== undefined) continue;
    const { start, end } = match.decoded?.whole ?? match;
    output.push(text.subarray(shown, Math.max(shown, start)));
    // What touches is one mask.
    if (start > masked) output.push(Buffer.from(MASK));
    shown = masked = Math.max(shown, end);
  }
  output.push(text.subarray(shown));
  return { output: Buffer.concat(output), discoveries };
}
