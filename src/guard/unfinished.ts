import type { LiteralHits } from '../core/literals/literal-search.js';
import type { LiteralIndex, Wake } from '../scan/detect/literal-index.js';
import { LONGEST_MATCH } from '../scan/detect/regex-judge.js';
import type { Tail } from '../scan/detect/tail.js';
import type { Span } from './span.js';

const LINE_FEED = 0x0a;
const BLANK = 0x20;
/** A text in memory, of which `length` bytes are in use. */
interface Text {
  readonly bytes: Buffer;
  readonly length: number;
}

/** What a credential's token never holds. */
const ENDS_TOKEN = new Uint8Array(256).fill(1, 0, BLANK + 1);
for (const byte of Buffer.from('"\'`<>')) ENDS_TOKEN[byte] = 1;

/** The last byte of a question to a person, who has not answered yet. */
const ENDS_PROMPT = new Set(Buffer.from(':?>)]'));

/** How a keyword of a private key begins; no other credential goes on over lines. */
const KEY_BEGIN = '-----begin';
const KEY_END = '-----END';

/** Behind a name: an operator, and a value that goes on to the end. */
const OPEN_VALUE = /^[^=:]{0,40}[=:]>?[ \t]*(?:"[^"]+|'[^']+|[^\s"']+)$/;
const LONGEST_OPEN_VALUE = 4096;

/**
 * Where a credential stands that has begun and has not ended, at the end of what came so far; the text's length if there is none.
 *
 * @param hits of the index's literals in the text
 * @param matches what was found in it: what already is a match to the end of the text can be masked, and need not wait
 */
export function unfinishedFrom(index: LiteralIndex, hits: LiteralHits, text: Text, matches: readonly Span[]): number {
  const { bytes, length } = text;
  const line = length === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, length - 1) + 1;
  for (let hit = 0; hit < hits.count; hit++) {
    const start = hits.starts[hit] ?? 0;
    const { keyword, byteLength, wakes } = index.at(hits.literals[hit] ?? 0);
    const end = start + byteLength;
    const goesOn = keyword.startsWith(KEY_BEGIN) ? keyGoesOn(text, end) : start >= line && wordGoesOn(wakes, text, end);
    if (goesOn && !matches.some((match) => match.end >= length && match.start >= start)) return start;
  }
  return length;
}

function keyGoesOn({ bytes, length }: Text, at: number): boolean {
  if (length - at > LONGEST_MATCH) return false;
  return !bytes.subarray(at, length).includes(KEY_END);
}

function wordGoesOn(wakes: readonly Wake[], text: Text, at: number): boolean {
  const last = text.bytes[text.length - 1] as number;
  if (last <= BLANK || ENDS_PROMPT.has(last)) return false;
  return wakes.some((wake) => (wake.rule.anchor ? tokenGoesOn(wake.tail, text, at) : valueGoesOn(text, at)));
}

function tokenGoesOn(tail: Tail, { bytes, length }: Text, at: number): boolean {
  let offset = at;
  for (const { set, count } of tail) {
    const end = Math.min(length, offset + count);
    for (; offset < end; offset++) if (set[bytes[offset] as number] === 0) return false;
  }
  for (; offset < length; offset++) if (ENDS_TOKEN[bytes[offset] as number] === 1) return false;
  return true;
}

function valueGoesOn({ bytes, length }: Text, at: number): boolean {
  return length - at <= LONGEST_OPEN_VALUE && OPEN_VALUE.test(bytes.toString('latin1', at, length));
}
