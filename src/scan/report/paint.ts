import type { ReportInput } from './reporter.js';

/** Parameters of ANSI's "select graphic rendition". */
const CODES = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  good: '32',
  alarm: '1;33',
  bold: '1',
  dim: '2',
} as const;

/** Wraps a text in a style, or leaves it as it is. */
export type Paint = (style: keyof typeof CODES, text: string) => string;

export function paintFor(colour: ReportInput['colour']): Paint {
  if (colour === 'never') return (_style, text) => text;
  return (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`;
}
