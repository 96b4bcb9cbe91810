import type { Decoded, EncodedRegion } from './encoded-region.js';
import { type JoinedLines, joinLines, placeInLines } from './joined-lines.js';
import { unpack } from './unpack.js';

const HEX_ONLY = /^(?:[0-9a-f]+|[0-9A-F]+)$/;

/** Characters and the bytes that they stand for. */
type Ratio = { readonly name: string; readonly characters: number; readonly bytes: number };
const HEX: Ratio = { name: 'hex', characters: 2, bytes: 1 };
const BASE64: Ratio = { name: 'base64', characters: 4, bytes: 3 };

/** Two pieces of one run overlap by at least so many bytes, so that no credential is cut. Divides by 4. */
const OVERLAP = 8 * 1024;

/** A run, and where to go on when it is longer than what was read of it. */
export interface EncodedRun extends EncodedRegion {
  readonly restFrom: number;
  /** It was compressed, and would become more than may be. */
  readonly isBomb: boolean;
}

/** A run of the base64 alphabet with the lines that go on with it, read as hex when it is nothing else. */
export function readRun(bytes: Buffer, start: number, limit: number): EncodedRun {
  const joined = joinLines(bytes, start, limit);
  const written = joined.lines.map((line) => bytes.toString('latin1', line.start, line.end)).join('');
  const isHex = written.length % 2 === 0 && HEX_ONLY.test(written);
  const decoded = isHex ? decode(joined, Buffer.from(written, 'hex'), HEX) : undefined;
  const text = decoded ?? decode(joined, Buffer.from(written, 'base64'), BASE64);
  const isBomb = text === 'bomb';
  return { start, end: joined.end, restFrom: restOf(joined), isBomb, ...(text && !isBomb && { decoded: text }) };
}

/** At a group of the encoding, or at the start of a line, for only there it can be read on. */
function restOf({ lines, end }: JoinedLines): number {
  if (lines.length > 1) return lines.findLast((line) => line.start <= end - OVERLAP)?.start ?? end;
  const start = lines[0]?.start ?? end;
  return start + Math.max(0, Math.floor((end - OVERLAP - start) / 4) * 4);
}

function decode(joined: JoinedLines, raw: Buffer, ratio: Ratio): Decoded | 'bomb' | undefined {
  const unpacked = unpack(raw);
  if (unpacked === undefined || unpacked === 'bomb') return unpacked;
  const { bytes } = unpacked;
  const isSame = bytes.length === raw.length;
  // Of what was unpacked no part has a place of its own: places are spread evenly, in their order.
  const scale = isSame ? 1 : raw.length / bytes.length;
  const characterOf = (offset: number) => (Math.floor(offset) / ratio.bytes) * ratio.characters;
  return {
    bytes,
    from: [ratio.name, ...unpacked.from],
    places: isSame ? 'exact' : 'whole',
    placeOf: (from, to) => ({
      start: placeInLines(joined, Math.floor(characterOf(from * scale))),
      end: placeInLines(joined, Math.ceil(characterOf(to * scale) - 1)) + 1,
    }),
  };
}
