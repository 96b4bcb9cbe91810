import type { TomlValue } from 'smol-toml';
import { type ConfigFile, checkKeys, configError, tableAt } from './config-file.js';
import { type RawScan, SCAN_SETTINGS, type ScanSettingName, type SettingKind } from './scan-setting.js';
import { lineOf } from './toml-line.js';

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

/**
 * Reads `[scan]`, as typed.
 *
 * @throws KeepmumError `CONFIG_INVALID` with the line
 */
export function readScanTable(file: ConfigFile): RawScan {
  const names = Object.keys(SCAN_SETTINGS) as ScanSettingName[];
  checkKeys(file, ['scan'], names);
  const table = tableAt(file, ['scan']);
  const settings = names.flatMap((name) => {
    const value = table[name];
    if (value === undefined) return [];
    const { fits, expected } = WRITTEN[SCAN_SETTINGS[name]];
    if (!fits(value)) throw configError(file, ['scan', name], `"${name}" is something else, expected ${expected}`);
    const where = (): string => `"${name}" in ${file.name}, line ${lineOf(file.source, ['scan', name])}`;
    return [[name, { text: String(value), where, code: 'CONFIG_INVALID' }] as const];
  });
  return Object.fromEntries(settings);
}
