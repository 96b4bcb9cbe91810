import type { Discovery } from '../../discovery.js';

/** What was found in one version of a file. */
export interface InspectedText {
  readonly discoveries: readonly Discovery[];
  readonly text: Buffer;
}

const LINE_FEED = 0x0a;

/**
 * Parts what a change adds from what stood there before: a secret on a line that the old version has too, as often as
 * there, is known; the line may have moved.
 */
export function newDiscoveries(
  now: InspectedText,
  before: InspectedText,
): { readonly added: Discovery[]; readonly known: Discovery[] } {
  const counts = new Map<string, number>();
  for (const key of keysOf(before)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const added: Discovery[] = [];
  const known: Discovery[] = [];
  const keys = keysOf(now);
  for (const [index, discovery] of now.discoveries.entries()) {
    const key = keys[index] ?? '';
    const left = counts.get(key) ?? 0;
    counts.set(key, left - 1);
    (left > 0 ? known : added).push(discovery);
  }
  return { added, known };
}

/** The secret and the whole lines that it stands on. */
function keysOf({ discoveries, text }: InspectedText): string[] {
  const starts = lineStarts(text);
  return discoveries.map(({ fingerprint, line, endLine }) => {
    const end = starts[endLine] ?? text.length;
    return `${fingerprint}\0${text.toString('latin1', starts[line - 1] ?? 0, end).trimEnd()}`;
  });
}

function lineStarts(text: Buffer): number[] {
  const starts = [0];
  for (let at = text.indexOf(LINE_FEED); at >= 0; at = text.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  return starts;
}
