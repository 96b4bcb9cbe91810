import { fingerprintOf } from '../../core/fingerprint.js';
import type { Match } from '../detect/match.js';
import type { Discovery } from '../discovery.js';
import type { Locator } from '../locate/locator.js';
import { previewOf } from '../report/preview.js';
import { isAllowedInline } from '../suppress/inline-allow.js';

const LINE_FEED = 0x0a;
/** On either side of a secret, a comment further away than this is not looked for. */
const COMMENT_REACH = 4096;

/** What decides how a match is shown. */
export interface DescribeOptions {
  readonly salt: Uint8Array;
  readonly values: 'hidden' | 'revealed';
  readonly inlineAllow: 'honoured' | 'ignored';
}

/** A match as the world may see it; the value stays behind. `length` is how much of `bytes` is in use. */
export function describeMatch(
  match: Match,
  bytes: Buffer,
  length: number,
  locator: Locator,
  options: DescribeOptions,
): Discovery {
  const { rule, confidence, validity, reasons, decoded, parts } = match;
  const { start, end } = decoded?.whole ?? match;
  const secretBytes = decoded?.value ?? bytes.subarray(start, end);
  const value = secretBytes.toString('utf8');
  const from = locator.locate(bytes, start);
  const to = locator.locate(bytes, end);
  const allowed =
    options.inlineAllow === 'honoured' && isAllowedInline(linesAround(bytes, length, start, end), rule.id);
  return {
    rule: rule.id,
    fingerprint: fingerprintOf(rule.issuer, secretBytes, options.salt),
    preview: previewOf(value),
    length: [...value].length,
    ...(options.values === 'revealed' && { revealed: value }),
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    confidence,
    validity,
    reasons,
    ...(parts !== undefined && { parts: parts.map(({ name, preview }) => ({ name, preview })) }),
    ...(decoded !== undefined && decoded.from.length > 0 && { decodedFrom: decoded.from.join(', ') }),
    ...(allowed && { allowedBy: 'inline' as const }),
  };
}

/** The first and the last line that the secret stands in. */
function linesAround(bytes: Buffer, length: number, start: number, end: number): string {
  const lineStart = start === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, start - 1) + 1;
  const lineFeed = bytes.indexOf(LINE_FEED, end);
  const lineEnd = lineFeed < 0 || lineFeed > length ? length : lineFeed;
  const before = bytes.toString('utf8', Math.max(lineStart, start - COMMENT_REACH), start);
  const after = bytes.toString('utf8', end, Math.min(lineEnd, end + COMMENT_REACH));
  return `${before}\n${after}`;
}
