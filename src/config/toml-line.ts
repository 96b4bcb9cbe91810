import { parse, type TomlTable, type TomlValue } from 'smol-toml';

/** Keys from the top, with positions in lists of tables: `['rules', 2, 'regex']`. */
export type TomlPath = readonly (string | number)[];

function parsed(source: string): TomlTable | undefined {
  try {
    return parse(source);
  } catch {
    return undefined;
  }
}

function reaches(table: TomlTable, path: TomlPath): boolean {
  let value: TomlValue | undefined = table;
  for (const step of path) {
    if (typeof value !== 'object' || value instanceof Date || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string | number, TomlValue>)[step];
  }
  return true;
}

/**
 * The line, counted from 1, on which a value of a TOML document begins. The parser does not keep positions, so the
 * document is parsed again line by line until the value is there; only done for an error message.
 */
export function lineOf(source: string, path: TomlPath): number {
  const lines = source.split('\n');
  let lastGood = 0;
  for (let count = 1; count <= lines.length; count++) {
    const table = parsed(`${lines.slice(0, count).join('\n')}\n`);
    if (table === undefined) continue;
    if (reaches(table, path)) break;
    lastGood = count;
  }
  while (lastGood < lines.length - 1 && /^\s*(#|$)/.test(lines[lastGood] ?? '')) lastGood++;
  return lastGood + 1;
}
