// The multi-literal search, in WebAssembly with SIMD. src/core/literals/literal-tables.ts lays out every table that is
// read here and says what is in it; src/core/literals/simd-search.ts is the only caller.
//
// Every position's four bytes (a gram), folded to lower case, are hashed to 20 bits, sixteen positions at a time; a table
// of 1 MiB says whether any literal holds a gram of that hash, and a little about which. What passes is looked up exactly
// and compared with the literals. The cost hardly depends on how many literals there are.

export { encodedEnd, findEncoded } from "./encoded-text";

const FOLD: u32 = 0x20202020;
const HASH_SHIFT = 12;
const SHORT_GRAM: u32 = 0x00ffffff;
/** What a mark in the table says of its gram; 255 when it stands for several. */
const MARK_SHIFT = 4;
const MARK_BITS: u32 = 0x3f;

/** Bytes whose blocks are listed at once, and room for the list: each block's address, and one more that is not kept. */
const SEGMENT: usize = 8192;
const LIST: usize = memory.data(2052, 4);

let grams: usize = 0;
let hashFactor: u32 = 0;
let longSlots: usize = 0;
let longMask: u32 = 0;
let shortSlots: usize = 0;
let shortMask: u32 = 0;
let hitStarts: usize = 0;
let hitLiterals: usize = 0;
let hitLimit: u32 = 0;
let hitCount: u32 = 0;

export function configure(gramTable: usize, factor: u32, slotsOfLong: usize, maskOfLong: u32, slotsOfShort: usize, maskOfShort: u32): void {
  grams = gramTable;
  hashFactor = factor;
  longSlots = slotsOfLong;
  longMask = maskOfLong;
  shortSlots = slotsOfShort;
  shortMask = maskOfShort;
}

/** Where hits go; beyond `limit` there is room for what one block of 16 positions can yield. */
export function configureHits(starts: usize, literals: usize, limit: u32): void {
  hitStarts = starts;
  hitLiterals = literals;
  hitLimit = limit;
}

export function hits(): u32 {
  return hitCount;
}

/** Hits arrive by gram, which may stand inside the literal: keep them ordered by the literal's start. */
function record(start: usize, literal: u32): void {
  let at = hitCount++;
  while (at > 0) {
    const before = load<u32>(hitStarts + ((at - 1) << 2));
    if (before < <u32>start || (before == <u32>start && load<u32>(hitLiterals + ((at - 1) << 2)) <= literal)) break;
    store<u32>(hitStarts + (at << 2), before);
    store<u32>(hitLiterals + (at << 2), load<u32>(hitLiterals + ((at - 1) << 2)));
    at--;
  }
  store<u32>(hitStarts + (at << 2), <u32>start);
  store<u32>(hitLiterals + (at << 2), literal);
}

// An entry: next u32, literal u32, gram offset u16, length u16, words u32 (address of value, fold, keep as u64 triples).
function verify(first: u32, gramStart: usize, from: usize, to: usize): void {
  let entry: usize = first;
  while (entry != 0) {
    const start = gramStart - <usize>load<u16>(entry + 8);
    const length = <usize>load<u16>(entry + 10);
    if (start >= from && start + length <= to) {
      let words = <usize>load<u32>(entry + 12);
      let at: usize = 0;
      while (at < length) {
        const seen = (load<u64>(start + at) | load<u64>(words + 8)) & load<u64>(words + 16);
        if (seen != load<u64>(words)) break;
        at += 8;
        words += 24;
      }
      if (at >= length) record(start, load<u32>(entry + 4));
    }
    entry = load<u32>(entry);
  }
}

// A slot: gram u32, first entry u32; an entry of 0 ends the probe.
function probe(slots: usize, mask: u32, gram: u32, gramStart: usize, from: usize, to: usize): void {
  let slot = ((gram * hashFactor) >> HASH_SHIFT) & mask;
  while (true) {
    const first = load<u32>(slots + (slot << 3) + 4);
    if (first == 0) return;
    if (load<u32>(slots + (slot << 3)) == gram) {
      verify(first, gramStart, from, to);
      return;
    }
    slot = (slot + 1) & mask;
  }
}

@inline
function hashes(at: usize): v128 {
  const folded = v128.or(v128.load(at), i32x4.splat(FOLD));
  return i32x4.shr_u(i32x4.mul(folded, i32x4.splat(hashFactor)), HASH_SHIFT);
}

/** Not 0 when the table knows the hash of one of the four grams. */
@inline
function known(at: v128): u32 {
  const first = i64x2.extract_lane(at, 0);
  const second = i64x2.extract_lane(at, 1);
  return (
    <u32>load<u8>(grams + <usize>(<u32>first)) |
    <u32>load<u8>(grams + <usize>(first >> 32)) |
    <u32>load<u8>(grams + <usize>(<u32>second)) |
    <u32>load<u8>(grams + <usize>(second >> 32))
  );
}

/** 1 when the table knows the gram at an address by its hash and by six more bits of the product. */
@inline
function marked(gramStart: usize): u32 {
  const product = (load<u32>(gramStart) | FOLD) * hashFactor;
  const mark = <u32>load<u8>(grams + <usize>(product >> HASH_SHIFT));
  return <u32>(mark == ((product >> MARK_SHIFT) & MARK_BITS) + 1) | (mark >> 7);
}

function candidates(block: usize, from: usize, to: usize): void {
  let mask: u32 = 0;
  for (let at: u32 = 0; at < 16; at++) mask |= marked(block + at) << at;
  for (; mask != 0; mask &= mask - 1) {
    const gramStart = block + <usize>ctz(mask);
    const gram = load<u32>(gramStart) | FOLD;
    probe(longSlots, longMask, gram, gramStart, from, to);
    if (shortMask != 0) probe(shortSlots, shortMask, gram & SHORT_GRAM, gramStart, from, to);
  }
}

/**
 * Searches memory[from, to); returns where it stopped: `to` or beyond, or earlier when the hits are full, and then the
 * next call takes that place as `resume`. Reads up to 32 bytes past `to` and 16 before `from`; both must exist.
 *
 * Blocks that pass are listed first and looked at afterwards: which ones pass cannot be foretold, and a branch on it costs
 * more than the look.
 */
export function search(from: usize, to: usize, resume: usize): usize {
  hitCount = 0;
  for (let start = resume; start < to; start += SEGMENT) {
    const end = min(start + SEGMENT, to);
    let listed = LIST;
    for (let block = start; block < end; block += 16) {
      store<u32>(listed, <u32>block);
      const passes = known(hashes(block)) | known(hashes(block + 1)) | known(hashes(block + 2)) | known(hashes(block + 3));
      listed += passes != 0 ? 4 : 0;
    }
    for (let at = LIST; at < listed; at += 4) {
      const block = <usize>load<u32>(at);
      if (hitCount >= hitLimit) return block;
      candidates(block, from, to);
    }
  }
  return to;
}

/** How many bytes of memory[from, to) are `value`: line feeds, for line numbers. */
export function countByte(from: usize, to: usize, value: u8): u32 {
  const wanted = i8x16.splat(value);
  let total: u32 = 0;
  let at = from;
  while (at + 16 <= to) {
    total += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), wanted)));
    at += 16;
  }
  while (at < to) {
    if (load<u8>(at) == value) total++;
    at++;
  }
  return total;
}
