import type { PartialSextet } from '../forms/base64.js';
import type { Form, FormName } from '../forms/form.js';
import { isWhiteSpace } from '../white-space.js';

/** Longer forms are searched for in pieces, which stand side by side and so are masked as one. */
const MAX_PATTERN_BYTES = 16_384;
/** From here on white space may stand anywhere in a pattern, as `base64` and terminals wrap. */
const WRAP_FROM = 8;

/** What is searched for: a form without its white space, or the beginning of a command that names a new secret. */
export interface Pattern {
  /** Index of the secret, in the order the secrets were added; -1 for a command. */
  readonly secret: number;
  readonly form: FormName | 'command';
  /** Free of white space. */
  readonly bytes: Uint8Array;
  /** Indices into `bytes`, ascending, in front of which the form has white space; there any run of it matches, or none. */
  readonly gaps: readonly number[];
  readonly before?: PartialSextet;
  readonly after?: PartialSextet;
}

/** The patterns of one form: one, or several pieces of a very long form. */
export function patternsOf(form: Form, secret: number): Pattern[] {
  const { bytes, gaps } = stripWhiteSpace(form.bytes);
  const pieces = Math.ceil(bytes.length / MAX_PATTERN_BYTES);
  const size = Math.ceil(bytes.length / pieces);
  return Array.from({ length: pieces }, (_, index) => {
    const from = index * size;
    const to = Math.min(from + size, bytes.length);
    return {
      secret,
      form: form.name,
      bytes: bytes.subarray(from, to),
      gaps: gaps.filter((gap) => gap > from && gap < to).map((gap) => gap - from),
      ...(index === 0 && form.before !== undefined ? { before: form.before } : {}),
      ...(index === pieces - 1 && form.after !== undefined ? { after: form.after } : {}),
    };
  });
}

function stripWhiteSpace(form: Uint8Array): Pick<Pattern, 'bytes' | 'gaps'> {
  if (!form.some(isWhiteSpace)) return { bytes: form, gaps: [] };
  const gaps: number[] = [];
  const kept: number[] = [];
  for (const byte of form) {
    if (!isWhiteSpace(byte)) kept.push(byte);
    else if (kept.length > 0 && gaps.at(-1) !== kept.length) gaps.push(kept.length);
  }
  return { bytes: Uint8Array.from(kept), gaps };
}

/** Whether white space may stand in front of the pattern's byte at `index`. */
export function allowsGap(pattern: Pattern, index: number): boolean {
  return (index >= WRAP_FROM && pattern.form !== 'command') || pattern.gaps.includes(index);
}

/** The first index white space may stand in front of, were the pattern long enough. */
export function firstGap(pattern: Pattern): number {
  return Math.min(WRAP_FROM, pattern.gaps[0] ?? WRAP_FROM);
}

/**
 * How many bytes of a pattern, cut off by the end of the stream, are hidden too: half of it, at least 3, and 8 are always
 * enough. Fewer tell little, and stand at the end of many an ordinary output.
 */
export function minimumCutOff(pattern: Pattern): number {
  return Math.max(3, Math.min(8, Math.ceil(pattern.bytes.length / 2)));
}
