/** Code points, first and last included. */
export type CharRange = readonly [first: number, last: number];

/** A regex reduced to what its length and its literals depend on; empty-width parts are an empty concat. */
export type RegexNode =
  | {
      readonly kind: 'chars';
      readonly ranges: readonly CharRange[];
      /** Lower-cased characters when there are few of them, else absent. */
      readonly letters?: readonly string[];
      /** UTF-8 bytes of the shortest and the longest character. */
      readonly minBytes: number;
      readonly maxBytes: number;
    }
  | { readonly kind: 'concat'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly branches: readonly RegexNode[] }
  /** `max` is Infinity for `*`, `+` and `{n,}`. */
  | { readonly kind: 'repeat'; readonly part: RegexNode; readonly min: number; readonly max: number };

/** Matches nothing but a position. */
export const EMPTY: RegexNode = { kind: 'concat', parts: [] };

/** Concats inside a concat are flattened, so that neighbouring literals stand side by side. */
export function concat(parts: readonly RegexNode[]): RegexNode {
  const flat = parts.flatMap((part) => (part.kind === 'concat' ? part.parts : [part]));
  return flat.length === 1 && flat[0] ? flat[0] : { kind: 'concat', parts: flat };
}
