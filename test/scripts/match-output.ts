const ANY_LINES = '...';

function matchesLine(expected: string, actual: string): boolean {
  const parts = expected.split('[..]').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(actual);
}

function matchesFrom(expected: readonly string[], actual: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0;
  if (first === ANY_LINES)
    return matchesFrom(rest, actual) || (actual.length > 0 && matchesFrom(expected, actual.slice(1)));
  return actual[0] !== undefined && matchesLine(first, actual[0]) && matchesFrom(rest, actual.slice(1));
}

/** Whether output is as a script says: `[..]` stands for any text within a line, a line `...` for any lines. */
export function matchesOutput(expected: string, actual: string): boolean {
  return matchesFrom(expected.split('\n'), actual.split('\n'));
}
