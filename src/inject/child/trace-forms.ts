import type { SecretValue } from '../../core/secret-value.js';

/** What a program made of a secret that no masker could undo. */
export type TraceForm = 'a piece' | 'other case' | 'reversed' | 'spaced hex' | 'base32' | 'rot13' | 'digits';

/** A run of bytes that comes of one secret and of nothing else. */
export interface TraceLiteral {
  readonly name: string;
  readonly form: TraceForm;
  readonly bytes: Uint8Array;
}

/** Eight random characters do not turn up by chance. */
const PIECE = 8;
/** For ways of writing that need more characters for as much of a secret. */
const LONG_PIECE = 16;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Every piece of a made-up secret in every form that is looked for besides those of the masker.
 *
 * @param twin made up in the same way: what both have in common, such as `password":"`, tells nothing
 */
export function traceLiterals(name: string, value: SecretValue, twin: SecretValue): readonly TraceLiteral[] {
  const common = new Set(formsOf(twin).flatMap(([, texts]) => texts));
  return formsOf(value).flatMap(([form, texts]) =>
    texts.flatMap((piece) => {
      if (common.has(piece)) return [];
      common.add(piece);
      return [{ name, form, bytes: Buffer.from(piece, 'latin1') }];
    }),
  );
}

function formsOf(value: SecretValue): readonly (readonly [TraceForm, readonly string[]])[] {
  const text = Buffer.from(value.reveal()).toString('latin1');
  const hex = [...Buffer.from(value.reveal())].map((byte) => byte.toString(16).padStart(2, '0'));
  const bits = [...Buffer.from(value.reveal())].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [
    ['a piece', pieces(text, PIECE)],
    ['other case', [...pieces(text.toLowerCase(), PIECE), ...pieces(text.toUpperCase(), PIECE)]],
    ['reversed', pieces(Array.from(text).reverse().join(''), PIECE)],
    ['rot13', pieces(rot13(text), PIECE)],
    ['spaced hex', [':', ' '].flatMap((gap) => pieces(hex.join(gap), LONG_PIECE + 7))],
    ['base32', [0, 1, 2, 3, 4].flatMap((shift) => pieces(base32(bits, shift), LONG_PIECE))],
    ['digits', pieces([...Buffer.from(value.reveal())].join(' '), LONG_PIECE + PIECE)],
  ];
}

function pieces(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
}

function rot13(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** @param shift groups of five bits may begin at any bit of eight, as something may stand before the secret */
function base32(bits: string, shift: number): string {
  const whole = bits.slice(shift);
  return (whole.match(/.{5}/g) ?? []).map((group) => BASE32[Number.parseInt(group, 2)]).join('');
}
