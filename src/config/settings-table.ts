import type { TomlTable, TomlValue } from 'smol-toml';
import { type ConfigFile, checkKeys, configError, tableAt } from './config-file.js';
import type { Setting } from './setting.js';
import { lineOf } from './toml-line.js';

/** How the value of a key is written in TOML. */
export type SettingKind = 'word' | 'count' | 'size' | 'duration' | 'switch' | 'list';

const isNumber = (value: TomlValue): boolean => typeof value === 'number' || typeof value === 'bigint';
const isText = (value: TomlValue): boolean => typeof value === 'string';

const WRITTEN: Readonly<Record<SettingKind, { fits(value: TomlValue): boolean; readonly expected: string }>> = {
  word: { fits: isText, expected: 'a string' },
  count: { fits: isNumber, expected: 'a number' },
  size: { fits: (value) => isText(value) || isNumber(value), expected: 'a size such as "10M", or a number of bytes' },
  duration: { fits: isText, expected: 'a time such as "30s" or "5m"' },
  switch: { fits: (value) => typeof value === 'boolean', expected: 'true or false' },
  list: { fits: (value) => Array.isArray(value) && value.every(isText), expected: 'a list of strings' },
};

/** What a table says, not yet understood. */
export type RawSettings<Name extends string> = { readonly [Key in Name]?: Setting };

function settingOf(
  file: ConfigFile,
  path: readonly string[],
  table: TomlTable,
  kind: SettingKind,
): Setting | undefined {
  const name = path.at(-1) ?? '';
  const value = table[name];
  if (value === undefined) return undefined;
  const { fits, expected } = WRITTEN[kind];
  if (!fits(value)) throw configError(file, path, `"${name}" is something else, expected ${expected}`);
  const where = (): string => `"${name}" in ${file.name}, line ${lineOf(file.source, path)}`;
  return { text: String(value), where, code: 'CONFIG_INVALID' };
}

/**
 * Reads the table at `path`, as typed; a list's values are joined by commas.
 *
 * @param tables keys that are tables of their own, and read elsewhere
 * @throws KeepmumError `CONFIG_INVALID` with the line, for a value of another kind and for keys that are not in `kinds`
 */
export function readSettings<Name extends string>(
  file: ConfigFile,
  path: readonly string[],
  kinds: Readonly<Record<Name, SettingKind>>,
  tables: readonly string[] = [],
): RawSettings<Name> {
  const names = Object.keys(kinds) as Name[];
  checkKeys(file, path, [...names, ...tables]);
  const table = tableAt(file, path);
  const settings = names.flatMap((name) => {
    const setting = settingOf(file, [...path, name], table, kinds[name]);
    return setting === undefined ? [] : [[name, setting] as const];
  });
  return Object.fromEntries(settings) as RawSettings<Name>;
}
