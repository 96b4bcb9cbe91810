// Finds where text may stand encoded: long runs of the base64 alphabet (hex is a part of it) that begin like text, and
// escapes. What passes here is decoded and looked at by src/scan/decode; nearly all of a source tree does not pass.

const BLOCK: usize = 16;
/** A run of `SHORTEST_RUN` fills so many bytes from some step of `BLOCK` on. */
const WINDOW: usize = 24;
/** Shorter runs are names and words by the thousand, and hold no credential. */
const SHORTEST_RUN: usize = 40;

let foundEnd: usize = 0;

/** Where the run or escape that was found last ends. */
export function encodedEnd(): usize {
  return foundEnd;
}

/** By byte: the value of a base64 character, of either alphabet; 64 for any other byte. */
const SEXTETS: usize = memory.data<u8>([
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 62, 64, 62, 64, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
  64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 63,
  64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 64, 64, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
]);

@inline
function sextet(byte: u32): u32 {
  return load<u8>(SEXTETS + byte);
}

@inline
function hexDigit(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const folded = (byte | 0x20) - 0x61;
  return folded < 6 ? folded + 10 : 16;
}

@inline
function isPrintable(byte: u32): bool {
  return byte - 0x20 < 0x5f || byte - 9 < 2 || byte == 13;
}

/** Four groups of three bytes of text, or of UTF-16 in either order, or the head of compressed data or of a byte order mark. */
function beginsLikeText(at: usize): bool {
  let wide: u32 = 0b1111;
  let plain = true;
  let index: u32 = 0;
  for (let group: usize = 0; group < 4; group++) {
    const quad = at + (group << 2);
    const first = sextet(load<u8>(quad));
    const second = sextet(load<u8>(quad + 1));
    const third = sextet(load<u8>(quad + 2));
    const fourth = sextet(load<u8>(quad + 3));
    const bytes = (first << 18) | (second << 12) | (third << 6) | fourth;
    if (group == 0 && (bytes == 0x1f8b08 || bytes == 0xefbbbf || bytes >> 8 == 0xfffe || bytes >> 16 == 0x78)) return true;
    for (let shift: i32 = 16; shift >= 0; shift -= 8) {
      const byte = (bytes >> <u32>shift) & 0xff;
      const text = isPrintable(byte);
      plain = plain && text;
      // Bit 0: little-endian so far; bit 1: big-endian.
      const little = (index & 1) == 0 ? text : byte == 0;
      const big = (index & 1) == 1 ? text : byte == 0;
      wide &= (little ? 1 : 0) | (big ? 2 : 0);
      index++;
    }
    if (!plain && wide == 0) return false;
  }
  return true;
}

function beginsLikeHexOfText(at: usize): bool {
  let little = true;
  for (let index: usize = 0; index < 8; index++) {
    const high = hexDigit(load<u8>(at + (index << 1)));
    const low = hexDigit(load<u8>(at + (index << 1) + 1));
    if ((high | low) > 15) return false;
    const byte = (high << 4) | low;
    if (index == 0 && byte == 0x1f) return load<u32>(at) == 0x62386631 || load<u32>(at) == 0x42384631;
    little = little && ((index & 1) == 0 ? isPrintable(byte) : byte == 0);
    if (!isPrintable(byte) && !little) return false;
  }
  return true;
}

/** A bit for each of the sixteen bytes that is of the base64 alphabet, of either kind. */
@inline
function membersOf(bytes: v128): u32 {
  const folded = v128.or(bytes, i8x16.splat(0x20));
  const letter = i8x16.lt_u(i8x16.sub(folded, i8x16.splat(0x61)), i8x16.splat(26));
  const digitOrSlash = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2f)), i8x16.splat(11));
  const plus = i8x16.eq(bytes, i8x16.splat(0x2b));
  const dash = i8x16.eq(bytes, i8x16.splat(0x2d));
  const underscore = i8x16.eq(bytes, i8x16.splat(0x5f));
  return <u32>i8x16.bitmask(v128.or(v128.or(letter, digitOrSlash), v128.or(plus, v128.or(dash, underscore))));
}

/** Whether memory[block, block + WINDOW) holds nothing below `+` and nothing beyond ASCII: a look that stands before the exact one. */
@inline
function mayBeRun(block: usize): bool {
  const least = i8x16.min_s(v128.load(block), v128.load(block + WINDOW - BLOCK));
  return i8x16.bitmask(i8x16.gt_s(least, i8x16.splat(0x2a))) == 0xffff;
}

/** Not 0 for `%`, `&` and the backslash: a look that stands before the next. */
@inline
function signsIn(at: usize): v128 {
  const bytes = v128.load(at);
  const sign = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x25)), i8x16.splat(2));
  return v128.or(sign, i8x16.eq(bytes, i8x16.splat(0x5c)));
}

/** 0xff for each of the 16 bytes at which an escape may begin: a byte of the right kind follows. */
@inline
function mayBeEscapes(at: usize): v128 {
  const first = v128.load(at);
  const second = v128.load(at + 1);
  // Formats (`%08x`, `%-20s`, `% d`) are everywhere; a printable character is written with a digit from 2 to 7 first.
  const percent = v128.and(i8x16.eq(first, i8x16.splat(0x25)), i8x16.lt_u(i8x16.sub(second, i8x16.splat(0x32)), i8x16.splat(6)));
  const backslash = v128.and(i8x16.eq(first, i8x16.splat(0x5c)), i8x16.gt_s(second, i8x16.splat(0x74)));
  const entity = v128.and(i8x16.eq(first, i8x16.splat(0x26)), i8x16.eq(second, i8x16.splat(0x23)));
  return v128.or(percent, v128.or(backslash, entity));
}

/**
 * The first place in memory[from, to) where something encoded begins, `to` when there is none: a run of the base64
 * alphabet that begins like text in one of its forms, and then `encodedEnd()` is its end, at most `limit`; or an escape
 * of a printable character, and then it is 0. A run that has begun before `from` is passed over, and so are escapes before
 * `quietTo`. Reads 16 bytes before `from` and 64 behind `limit`.
 */
export function findEncoded(from: usize, to: usize, limit: usize, quietTo: usize): usize {
  const stop = min(to + BLOCK, limit);
  for (let at = from; at < stop; at += 2 * BLOCK) {
    const signs = v128.or(signsIn(at), signsIn(at + BLOCK));
    const escapes = v128.any_true(signs) && v128.any_true(v128.or(mayBeEscapes(at), mayBeEscapes(at + BLOCK)));
    if (escapes || mayBeRun(at) || mayBeRun(at + BLOCK)) {
      const found = lookAt(at, from, to, limit, quietTo);
      if (found != 0) return found;
    }
  }
  return to;
}

function lookAt(at: usize, from: usize, to: usize, limit: usize, quietTo: usize): usize {
  for (let block = at; block < at + 2 * BLOCK; block += BLOCK) {
    const run = mayBeRun(block) ? runAround(block, from, to, limit) : 0;
    if (run != 0) return run;
    const escape = firstEscape(block, <u32>i8x16.bitmask(mayBeEscapes(block)), to, quietTo);
    if (escape != 0) return escape;
  }
  return 0;
}

/** Whether the run goes on far enough: most are identifiers, and too short. What lies behind a limit is seen later. */
@inline
function isLongRun(start: usize): bool {
  return (membersOf(v128.load(start + BLOCK)) & membersOf(v128.load(start + SHORTEST_RUN - BLOCK))) == 0xffff;
}

/** 0 when the run that fills memory[at, at + WINDOW) is none of ours, or is none. */
function runAround(at: usize, from: usize, to: usize, limit: usize): usize {
  // A run that fills the block before as well has been looked at there.
  if (membersOf(v128.load(at)) != 0xffff) return 0;
  const start = at - <usize>clz(~(membersOf(v128.load(at - BLOCK)) << 16));
  if (start < from || start == at - BLOCK || start >= to) return 0;
  if (!isLongRun(start)) return 0;
  const own = start + skipped(start);
  if (!beginsLikeText(own) && !beginsLikeHexOfText(own)) return 0;
  let end = at;
  while (end < limit && sextet(load<u8>(end)) < 64) end++;
  foundEnd = end;
  return end >= start + SHORTEST_RUN ? own : 0;
}

function firstEscape(block: usize, signs: u32, to: usize, quietTo: usize): usize {
  for (let mask = signs; mask != 0; mask &= mask - 1) {
    const at = block + <usize>ctz(mask);
    if (at >= to) return 0;
    if (at < quietTo || !isEscape(at)) continue;
    foundEnd = 0;
    return at;
  }
  return 0;
}

/** An escaped line feed (`\n`) or `0x` before the run belongs to the text around it. */
@inline
function skipped(start: usize): usize {
  const before = load<u8>(start - 1);
  const first = load<u8>(start);
  if (before == 0x5c && (first == 0x6e || first == 0x72 || first == 0x74)) return 1;
  return first == 0x30 && (load<u8>(start + 1) | 0x20) == 0x78 ? 2 : 0;
}

/** Of `\x` there must be three in a row: tables of bytes are full of printable ones. */
@inline
function isEscape(at: usize): bool {
  const first = <u32>load<u8>(at);
  const second = <u32>load<u8>(at + 1);
  if (first == 0x25) return isPrintableHex(at + 1);
  if (first == 0x26) return second == 0x23 && (<u32>load<u8>(at + 2) - 0x30 < 10 || (load<u8>(at + 2) | 0x20) == 0x78);
  if (second == 0x75) return load<u16>(at + 2) == 0x3030 ? isPrintableHex(at + 4) : load<u8>(at + 2) == 0x7b;
  if (second != 0x78 || !isPrintableHex(at + 2)) return false;
  return load<u16>(at + 4) == 0x785c && isPrintableHex(at + 6) && load<u16>(at + 8) == 0x785c && isPrintableHex(at + 10);
}

/** Two hex digits for a character from the blank to the tilde. */
@inline
function isPrintableHex(at: usize): bool {
  return <u32>load<u8>(at) - 0x32 < 6 && hexDigit(load<u8>(at + 1)) < 16;
}
