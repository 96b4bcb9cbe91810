import { checkKeys, readConfigFile } from './config-file.js';
import { extendRules, type RulePlace } from './extend-rules.js';
import type { FoundConfig } from './find-config.js';
import type { MergedRules } from './merge-rules.js';
import { type RawScan, SCAN_SETTINGS } from './scan-setting.js';
import { readSettings } from './settings-table.js';
import { TOP_KEYS } from './top-keys.js';

/** What a configuration file says. */
export interface LoadedConfig {
  readonly settings: RawScan;
  readonly merged: MergedRules;
}

/**
 * Reads a configuration file: settings and rules of a keepmum.toml, rules alone of gitleaks' own.
 *
 * @param name as shown to people
 * @throws KeepmumError `CONFIG_INVALID`
 */
export function loadConfig(found: FoundConfig, name: string, place: RulePlace): LoadedConfig {
  const file = readConfigFile(found.path, name);
  if (found.kind === 'gitleaks') return { settings: {}, merged: extendRules(file, 'gitleaks', place) };
  checkKeys(file, [], TOP_KEYS);
  return { settings: readSettings(file, ['scan'], SCAN_SETTINGS), merged: extendRules(file, 'keepmum', place) };
}
