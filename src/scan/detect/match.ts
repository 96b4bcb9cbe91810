import type { Validity } from '../finding.js';
import type { Confidence, Rule } from '../rules/rule.js';

/** A value that does not stand in the bytes as it is. */
export interface DecodedValue {
  readonly value: Buffer;
  /** Encodings that were undone, outermost first. */
  readonly from: readonly string[];
  /** What to show as its place when no part of the encoded text stands for the value alone. */
  readonly whole?: { readonly start: number; readonly end: number };
}

/** A rule that matched, in offsets of the bytes it was given. */
export interface Match {
  readonly rule: Rule;
  /** The secret itself, half open. */
  readonly start: number;
  readonly end: number;
  /** Set when what stands there is the secret in an encoding. */
  readonly decoded?: DecodedValue;
  /** Bytes of the whole match, with what a rule asks for around the secret; absent for the readers written by hand. */
  readonly matchLength?: number;
  readonly confidence: Confidence;
  /** Set when its place made it less sure than it looks, which no id beside it makes up for. */
  readonly isDoubted?: true;
  readonly validity: Validity;
  /** Why it fired, one clause each; never the value. */
  readonly reasons: readonly string[];
  /** What belongs to it; absent for none. */
  readonly parts?: readonly MatchPart[];
}

/** A part of a match, in offsets of the same bytes. */
export interface MatchPart {
  readonly name: string;
  /** Id of the rule that it was found by. */
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  /** What is shown of it. */
  readonly preview: string;
}

/** The same match in bytes that start `by` earlier. */
export function shifted<Item extends Match>(match: Item, by: number): Item {
  if (by === 0) return match;
  const { start, end, parts, decoded } = match;
  const whole = decoded?.whole && { start: decoded.whole.start + by, end: decoded.whole.end + by };
  const moved = parts?.map((part) => ({ ...part, start: part.start + by, end: part.end + by }));
  return {
    ...match,
    start: start + by,
    end: end + by,
    ...(whole !== undefined && { decoded: { ...decoded, whole } }),
    ...(moved !== undefined && { parts: moved }),
  };
}
