import { check } from 'recheck';
import type { RegexLiteral } from './regex-literals.js';

/**
 * Checked by hand: the tool's model is wrong about them, or their text cannot be long.
 * Quadratic ones (degree 2) need no entry: what reaches them is a value, a name or a path, of 4 KiB at most.
 */
const EXCUSED: Readonly<Record<string, string>> = {
  '(.{8})(.{4})(.{4})(.{4})(.{12})': 'runs on 32 hex digits that we made',
};

/** Why V8 may run this for long on text that somebody made for that purpose, or nothing. @param timeout milliseconds to think about it */
export async function dangerOf({ file, pattern, flags }: RegexLiteral, timeout: number): Promise<string | undefined> {
  if (pattern in EXCUSED) return undefined;
  // Unknown (it took too long to decide) is no danger found; the long tests think longer.
  const result = await check(pattern, flags, { timeout });
  if (result.status !== 'vulnerable') return undefined;
  const { complexity } = result;
  const isQuadratic = complexity.type === 'polynomial' && complexity.degree <= 2;
  return isQuadratic ? undefined : `${file}: /${pattern}/${flags} is ${complexity.summary}`;
}
