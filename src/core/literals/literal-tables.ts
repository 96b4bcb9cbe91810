import { byteRarity } from './byte-frequency.js';
import { frequentGrams } from './frequent-grams.js';
import { type Literal, MIN_LITERAL_BYTES } from './literal-search.js';

// What assembly/literal-search.ts reads:
//   gram table  1 MiB at `GRAM_TABLE_AT`: not 0 where some literal holds a gram (four folded bytes) of that 20-bit hash, and
//               then six more bits of the gram's product plus 1, or 255 for several grams; it is nearly empty, so only the
//               `marks` to set are kept, as hash + mark × 2^20
// and, in one block that is copied to `BLOCK_AT`:
//   slots       hash tables gram → first entry, for 4-byte grams and for the 3-byte literals
//   entries     next u32, literal u32, gram offset u16, length u16, words u32
//   words       8 bytes at a time: value, fold (OR-ed to the text), keep (AND-ed after)
export interface LiteralTables {
  readonly marks: Uint32Array;
  readonly block: Uint8Array;
  /** Addresses and sizes, in the order in which `configure` takes them. */
  readonly layout: readonly [
    grams: number,
    hashFactor: number,
    longSlots: number,
    longMask: number,
    shortSlots: number,
    shortMask: number,
  ];
  /** Upper bound of hits that one position can yield. */
  readonly hitsPerPosition: number;
}

const GRAM = 4;
/** A text's own grams keep few of the table's lines in the cache: bigger is faster, because less passes. */
const HASH_BITS = 20;
const HASH_SHIFT = 32 - HASH_BITS;
const GRAM_TABLE_BYTES = 1 << HASH_BITS;
const MARK_SHIFT = 4;
const MARK_BITS = 0x3f;
const SEVERAL = 255;
const ENTRY_BYTES = 16;
const WORD_BYTES = 24;

/** A literal with the piece of it that the sieves look for. */
interface Anchored {
  readonly literal: Literal;
  readonly index: number;
  /** Where the gram starts inside the literal. */
  readonly offset: number;
  /** The gram as one folded little-endian number; 3 bytes for a three-byte literal. */
  readonly gram: number;
}

/** The assembly's own data ends below this address (--memoryBase). */
export const GRAM_TABLE_AT = 4096;
export const BLOCK_AT = GRAM_TABLE_AT + GRAM_TABLE_BYTES;

/** Takes some ten milliseconds for a thousand literals in a cold process. */
export function buildLiteralTables(literals: readonly Literal[]): LiteralTables {
  const anchored = literals.map(anchor);
  const long = anchored.filter((one) => one.literal.bytes.length >= GRAM);
  const short = anchored.filter((one) => one.literal.bytes.length < GRAM);
  const longMask = slotMask(long.length);
  const shortMask = short.length === 0 ? 0 : slotMask(short.length);
  const longSlots = 0;
  const shortSlots = longSlots + (longMask + 1) * 8;
  const entries = shortSlots + (shortMask + 1) * 8;
  const words = entries + literals.length * ENTRY_BYTES;
  const wordCount = literals.reduce((sum, literal) => sum + Math.ceil(literal.bytes.length / 8), 0);
  const block = new Uint8Array(words + wordCount * WORD_BYTES);
  const view = new DataView(block.buffer);

  const grams = Uint32Array.from([
    ...long.map(({ gram }) => gram),
    // Every fourth byte that a three-byte literal can have counts as known.
    ...short.flatMap(({ gram, literal }) => fourthBytes(literal).map((fourth) => gram + fourth * 2 ** 24)),
  ]);
  const factor = quietFactor(grams);
  const chain = { base: BLOCK_AT, entry: entries, words };
  const longChain = fillSlots(view, long, { at: longSlots, mask: longMask, factor }, chain);
  const shortChain = fillSlots(view, short, { at: shortSlots, mask: shortMask, factor }, chain);
  return {
    marks: marksOf(grams, factor),
    block,
    layout: [GRAM_TABLE_AT, factor, BLOCK_AT + longSlots, longMask, BLOCK_AT + shortSlots, shortMask],
    hitsPerPosition: longChain + shortChain,
  };
}

function fourthBytes({ next }: Literal): readonly number[] {
  const folded = new Set<number>();
  for (let byte = 0; byte < 256; byte++) if (next === undefined || next[byte] === 1) folded.add(byte | 0x20);
  return [...folded];
}

function hashOf(gram: number, factor: number): number {
  return Math.imul(gram, factor) >>> HASH_SHIFT;
}

function markOf(gram: number, factor: number): number {
  return ((Math.imul(gram, factor) >>> MARK_SHIFT) & MARK_BITS) + 1;
}

/** The bytes of the gram table that are not 0, as hash + mark × 2^20. */
function marksOf(grams: Uint32Array, factor: number): Uint32Array {
  const marks = new Map<number, number>();
  for (const gram of grams) {
    const at = hashOf(gram, factor);
    const mark = markOf(gram, factor);
    marks.set(at, (marks.get(at) ?? mark) === mark ? mark : SEVERAL);
  }
  return Uint32Array.from(marks, ([at, mark]) => (at | (mark << HASH_BITS)) >>> 0);
}

/** Sets the marks in the gram table, which must be empty: at every start, so nothing is worked out here. */
export function markGrams(table: Uint8Array, marks: Uint32Array): void {
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at] as number;
    table[mark & (GRAM_TABLE_BYTES - 1)] = mark >>> HASH_BITS;
  }
}

/** Of a few hash factors, the one under which the fewest frequent grams fall on those that are looked for. */
function quietFactor(grams: Uint32Array): number {
  const frequent = frequentGrams();
  const own = new Set(grams);
  // One table for all attempts: an entry counts when it holds the attempt's number.
  const table = new Uint8Array(GRAM_TABLE_BYTES);
  let [quietest, least] = [0, Number.POSITIVE_INFINITY];
  for (
    let attempt = 1, factor = 0x9e3779b1;
    attempt <= FACTORS;
    attempt++, factor = Math.imul(factor, 0x01000193) | 1
  ) {
    for (const gram of grams) table[Math.imul(gram, factor) >>> HASH_SHIFT] = attempt;
    let noise = 0;
    for (let rank = 0; rank < frequent.length; rank++) {
      const gram = frequent[rank] ?? 0;
      if (table[Math.imul(gram, factor) >>> HASH_SHIFT] === attempt && !own.has(gram)) noise += 1 / (rank + 50);
    }
    if (noise < least) [quietest, least] = [factor, noise];
  }
  return quietest;
}

const FACTORS = 12;

function slotMask(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count * 2))) - 1;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Picks the gram that is rarest in source code: the fewer positions pass the table, the less there is to compare. */
function anchor(literal: Literal, index: number): Anchored {
  const { bytes } = literal;
  if (bytes.length < MIN_LITERAL_BYTES)
    throw new RangeError(`literal ${index} is shorter than ${MIN_LITERAL_BYTES} bytes`);
  const width = Math.min(GRAM, bytes.length);
  let [offset, best] = [0, -1];
  for (let start = 0; start + width <= bytes.length; start++) {
    const rarity = rarityOf(literal, start, width);
    if (rarity > best) [best, offset] = [rarity, start];
  }
  return { literal, index, offset, gram: foldedGram(bytes, offset, width) };
}

/** Frequent grams are known by rank, the others are judged by their bytes; half bits, higher is rarer. */
function rarityOf({ bytes, letterCase }: Literal, start: number, width: number): number {
  let rarity = 0;
  for (let at = start; at < start + width; at++) {
    const byte = bytes[at] ?? 0;
    const own = byteRarity(byte);
    rarity += letterCase === 'ignore' && isLetter(byte) ? Math.min(own, byteRarity(byte ^ 0x20)) : own;
  }
  const rank = width === GRAM ? ranks().get(foldedGram(bytes, start, width)) : undefined;
  return rank === undefined ? rarity : Math.min(rarity, rank / 128);
}

let rankOf: Map<number, number> | undefined;

function ranks(): Map<number, number> {
  rankOf ??= new Map(Array.from(frequentGrams(), (gram, rank) => [gram, rank]));
  return rankOf;
}

function foldedGram(bytes: Uint8Array, start: number, width: number): number {
  let gram = 0;
  for (let at = 0; at < width; at++) gram += ((bytes[start + at] ?? 0) | 0x20) * 2 ** (8 * at);
  return gram;
}

/** @returns the longest chain of literals behind one gram */
function fillSlots(
  view: DataView,
  anchored: readonly Anchored[],
  table: { readonly at: number; readonly mask: number; readonly factor: number },
  chain: { readonly base: number; entry: number; words: number },
): number {
  const lengths = new Map<number, number>();
  for (const one of anchored) {
    let slot = hashOf(one.gram, table.factor) & table.mask;
    const firstOf = (at: number) => view.getUint32(table.at + at * 8 + 4, true);
    while (firstOf(slot) !== 0 && view.getUint32(table.at + slot * 8, true) !== one.gram)
      slot = (slot + 1) & table.mask;
    const next = firstOf(slot);
    view.setUint32(table.at + slot * 8, one.gram, true);
    view.setUint32(table.at + slot * 8 + 4, chain.base + chain.entry, true);
    writeEntry(view, one, next, chain);
    lengths.set(one.gram, (lengths.get(one.gram) ?? 0) + 1);
  }
  return Math.max(0, ...lengths.values());
}

function writeEntry(
  view: DataView,
  { literal, index, offset }: Anchored,
  next: number,
  chain: { readonly base: number; entry: number; words: number },
): void {
  view.setUint32(chain.entry, next, true);
  view.setUint32(chain.entry + 4, index, true);
  view.setUint16(chain.entry + 8, offset, true);
  view.setUint16(chain.entry + 10, literal.bytes.length, true);
  view.setUint32(chain.entry + 12, chain.base + chain.words, true);
  for (let at = 0; at < literal.bytes.length; at++) {
    const byte = literal.bytes[at] ?? 0;
    const word = chain.words + (at >> 3) * WORD_BYTES + (at & 7);
    const fold = literal.letterCase === 'ignore' && isLetter(byte) ? 0x20 : 0;
    view.setUint8(word, byte | fold);
    view.setUint8(word + 8, fold);
    view.setUint8(word + 16, 0xff);
  }
  chain.entry += ENTRY_BYTES;
  chain.words += Math.ceil(literal.bytes.length / 8) * WORD_BYTES;
}
