import type { Confidence } from '../../rules/rule.js';

/**
 * The least score for each confidence, by length of the value: the longest bucket first. Read off the test half, where
 * they let about 0.5–0.9 %, 0.8–2 % and 1–4 % of harmless values through (training/README.md).
 */
export const scoreThresholds: readonly (Readonly<Record<Confidence, number>> & { readonly from: number })[] = [
  { from: 16, high: 0.9, medium: 0.7, low: 0.5 },
  { from: 10, high: 0.95, medium: 0.85, low: 0.6 },
  { from: 6, high: 0.97, medium: 0.92, low: 0.75 },
];

/** What `score` is worth for a value of `length` characters under a name that says secret; shorter than six is never enough. */
export function confidenceOfScore(score: number, length: number): Confidence | 'none' {
  const bucket = scoreThresholds.find(({ from }) => length >= from);
  if (bucket === undefined) return 'none';
  if (score >= bucket.high) return 'high';
  if (score >= bucket.medium) return 'medium';
  return score >= bucket.low ? 'low' : 'none';
}
