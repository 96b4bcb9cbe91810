import { isAbsolute, relative } from 'node:path';

/** A path as a person standing in `cwd` would write it: short when it is below, whole when it is elsewhere. */
export function shownFrom(cwd: string, path: string): string {
  const way = relative(cwd, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}
