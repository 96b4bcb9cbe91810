// Lines of a log that stand there as a tool printed them, in WebAssembly with SIMD; src/scan/log/plain-lines.ts is the only caller, lays
// out the memory, and says what a plain line is. What is not plain for certain is left to it.

const LINE_FEED: u8 = 0x0a;
/** Bytes of a runner's timestamp, and which of its first and last 16 are digits. */
const TIMESTAMP: usize = 28;
const LAST_16: usize = 12;
const DIGITS_AT_START: u32 = 0xdb6f;
const DIGITS_AT_END: u32 = 0x7f6d;
const VALUE: u8 = 1;
const NAME: u8 = 2;
const OPENS: u32 = 1;
const GOES_ON: u32 = 2;
/** Bytes of a line's record: where its text begins, its length, its characters, flags, and where its copy ends, each u32. */
const RECORD: usize = 20;

let lineCount: u32 = 0;

/** How many lines the last call wrote down. */
export function count(): u32 {
  return lineCount;
}

/** `dddd-dd-ddTdd:dd:dd.dddddddZ` and a blank: how long it is, 0 for anything else. */
function timestampAt(at: usize, end: usize): usize {
  if (at + TIMESTAMP > end) return 0;
  if (digits(at) != DIGITS_AT_START || digits(at + LAST_16) != DIGITS_AT_END) return 0;
  const isDate = load<u8>(at + 4) == 0x2d && load<u8>(at + 7) == 0x2d && load<u8>(at + 10) == 0x54;
  const isTime = load<u8>(at + 13) == 0x3a && load<u8>(at + 16) == 0x3a && load<u8>(at + 19) == 0x2e && load<u8>(at + 27) == 0x5a;
  if (!isDate || !isTime) return 0;
  return TIMESTAMP + <usize>(load<u8>(at + TIMESTAMP) == 0x20);
}

@inline
function digits(at: usize): u32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)));
}

@inline
function equals(block: v128, byte: u8): u32 {
  return i8x16.bitmask(i8x16.eq(block, i8x16.splat(byte)));
}

function hasStars(from: usize, to: usize): bool {
  for (let at = from; at + 2 < to; at++) {
    if (load<u8>(at) == 0x2a && load<u16>(at + 1) == 0x2a2a) return true;
  }
  return false;
}

function characters(from: usize, to: usize): usize {
  let found: usize = 0;
  for (let at = from; at < to; at++) found += <usize>((load<u8>(at) & 0xc0) != 0x80);
  return found;
}

/** Whether something of a host, a runtime or a logger may stand at a line's start. */
function isFramed(from: usize, to: usize, classes: usize): bool {
  const first = load<u8>(from);
  if (first == 0x7b) return true;
  if (first == 0x5b) return load<u32>(from + 1) == 0x2f646f70;
  if (first == 0x23) return load<u16>(from + 1) == 0x5b23;
  if (first >= 0x30 && first <= 0x39 && load<u8>(from + 4) == 0x2d) {
    let blank = from;
    while (blank < to && load<u8>(blank) != 0x20) blank++;
    if ((load<u32>(blank + 1) & 0xffffff) == 0x647473) return true;
  }
  let at = from;
  while (at < to && (load<u8>(classes + load<u8>(at)) & NAME) != 0) at++;
  if (at == from) return false;
  while (at < to && load<u8>(at) == 0x20) at++;
  return at < to && load<u8>(at) == 0x7c;
}

/** Copies memory[from, to) and what follows it, in whole blocks; returns where the copy ends. */
@inline
function copied(from: usize, to: usize, copy: usize): usize {
  let into = copy;
  for (let at = from; at < to; at += 16, into += 16) v128.store(into, v128.load(at));
  return copy + (to - from);
}

/**
 * Reads the whole lines of memory[from, to) up to the first that is not plain, or until `limit` records are written; returns where it
 * stopped. One byte behind `to` is overwritten, and 32 must be there.
 *
 * @param copies where the texts of the lines go, one behind the other; 16 bytes more than they take must be there; 0 if they are not
 * wanted, as nothing stands before them. Else a runner's timestamp may stand there.
 * @param classes of the 256 bytes, and behind them those of the 256 least widths
 */
export function read(from: usize, to: usize, copies: usize, classes: usize, records: usize, limit: u32): usize {
  store<u8>(to, LINE_FEED);
  lineCount = 0;
  let opened = false;
  let copy = copies;
  let at = from;
  while (at < to && lineCount < limit) {
    const start = copies != 0 ? at + timestampAt(at, to) : at;
    let end = start;
    let odd: u32 = 0;
    let stars: u32 = 0;
    let wide: u32 = 0;
    let tabs: u32 = 0;
    while (true) {
      const block = v128.load(end);
      const feeds = equals(block, LINE_FEED);
      const own: u32 = feeds == 0 ? 0xffff : (feeds & (0 - feeds)) - 1;
      const tabbed = equals(block, 0x09);
      const controls = i8x16.bitmask(i8x16.lt_u(block, i8x16.splat(0x20))) & ~tabbed;
      odd |= controls & own;
      stars |= equals(block, 0x2a) & own;
      wide |= i8x16.bitmask(block) & own;
      tabs += popcnt(tabbed & own);
      if (feeds != 0) {
        end += <usize>ctz(feeds);
        break;
      }
      end += 16;
    }
    if (end >= to || odd != 0) break;
    if (stars != 0 && hasStars(start, end)) break;
    if (copies != 0 && tabs > 1) break;
    if (isFramed(start, end, classes)) break;
    const width = wide != 0 ? characters(start, end) : end - start;
    const record = records + <usize>lineCount * RECORD;
    if (opened && (load<u8>(classes + load<u8>(start)) & VALUE) != 0) store<u32>(record - 8, OPENS | GOES_ON);
    opened = width < 256 && load<u8>(classes + 256 + width) != 0 && (load<u8>(classes + load<u8>(end - 1)) & VALUE) != 0;
    store<u32>(record, <u32>(start - from));
    store<u32>(record + 4, <u32>(end - start));
    store<u32>(record + 8, <u32>width);
    store<u32>(record + 12, opened ? OPENS : 0);
    if (copies != 0) copy = copied(start, end + 1, copy);
    store<u32>(record + 16, <u32>(copy - copies));
    lineCount++;
    at = end + 1;
  }
  return at;
}
