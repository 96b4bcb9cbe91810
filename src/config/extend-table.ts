import { type ConfigFile, checkKeys, configError, tableAt } from './config-file.js';

/** What a configuration builds upon; gitleaks' `[extend]`. */
export interface Extend {
  readonly useDefault: boolean | undefined;
  /** Another rule file, relative to where keepmum was started. */
  readonly path: string | undefined;
  readonly disabledRules: readonly string[];
}

const KNOWN = ['useDefault', 'path', 'disabledRules', 'url'];

/**
 * Reads `[extend]`.
 *
 * @throws KeepmumError `CONFIG_INVALID` with the line
 */
export function readExtendTable(file: ConfigFile): Extend {
  checkKeys(file, ['extend'], KNOWN, 'any-case');
  const entries = Object.entries(tableAt(file, ['extend']));
  const values = new Map(entries.map(([key, value]) => [key.toLowerCase(), value]));
  const [useDefault, path, disabledRules = [], url] = KNOWN.map((key) => values.get(key.toLowerCase()));
  const wrong = (key: string, expected: string): Error =>
    configError(file, ['extend', key], `"${key}" is something else, expected ${expected}`);
  if (useDefault !== undefined && typeof useDefault !== 'boolean') throw wrong('useDefault', 'true or false');
  if (path !== undefined && typeof path !== 'string') throw wrong('path', 'a file');
  if (!Array.isArray(disabledRules)) throw wrong('disabledRules', 'a list of rule ids');
  const ids = disabledRules.filter((id) => typeof id === 'string');
  if (ids.length < disabledRules.length) throw wrong('disabledRules', 'a list of rule ids');
  if (url)
    throw configError(file, ['extend', 'url'], '"url" is not supported, as a scan uses no network', ['use "path"']);
  if (useDefault && path) throw configError(file, ['extend', 'path'], '"path" and "useDefault" exclude each other');
  return { useDefault, path: path || undefined, disabledRules: ids };
}
