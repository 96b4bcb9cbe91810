import { readFileSync } from 'node:fs';
import { parse, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import { lineOf, type TomlPath } from './toml-line.js';

/** A TOML file that was read, and the means to point into it. */
export interface ConfigFile {
  /** As shown to people. */
  readonly name: string;
  readonly source: string;
  readonly table: TomlTable;
}

/** The error for a place in a configuration file. */
export function configError(
  file: ConfigFile,
  path: TomlPath,
  found: string,
  hints: readonly string[] = [],
): KeepmumError {
  return new KeepmumError('CONFIG_INVALID', `cannot use "${file.name}": line ${lineOf(file.source, path)}: ${found}`, {
    hints,
  });
}

/** @throws KeepmumError `CONFIG_INVALID` */
export function readConfigFile(path: string, name: string): ConfigFile {
  let source: string;
  try {
    source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('CONFIG_INVALID', `cannot read "${name}": ${found}`, { cause: error });
  }
  try {
    return { name, source, table: parse(source) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Only the first line: the parser goes on with an excerpt of the file, which may hold a secret.
    const [reason = ''] = error.message.split('\n');
    const what = reason.replace(/^Invalid TOML document: /, '');
    throw new KeepmumError(
      'CONFIG_INVALID',
      `cannot read "${name}": line ${error.line}, column ${error.column}: ${what}`,
    );
  }
}

/** The table at `path`; empty when it is not there. */
export function tableAt(file: ConfigFile, path: readonly string[]): TomlTable {
  let table = file.table;
  for (const [depth, key] of path.entries()) {
    const value: TomlValue | undefined = table[key];
    if (value === undefined) return {};
    if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) {
      throw configError(file, path.slice(0, depth + 1), `"${key}" is not a table, expected [${path.join('.')}]`);
    }
    table = value;
  }
  return table;
}

/**
 * Refuses keys that nobody reads, and names the one that was meant.
 *
 * @param letterCase gitleaks ignores the case of its own keys
 */
export function checkKeys(
  file: ConfigFile,
  path: readonly string[],
  known: readonly string[],
  letterCase: 'exact' | 'any-case' = 'exact',
): void {
  const same = (key: string, name: string): boolean =>
    key === name || (letterCase === 'any-case' && key.toLowerCase() === name.toLowerCase());
  for (const key of Object.keys(tableAt(file, path))) {
    if (known.some((name) => same(key, name))) continue;
    const nearest = nearestName(key.replaceAll(/[-_]/g, ''), known);
    const place = path.length === 0 ? 'at the top level' : `in [${path.join('.')}]`;
    const hint = nearest === undefined ? `known keys ${place}: ${known.join(', ')}` : `did you mean "${nearest}"?`;
    throw configError(file, [...path, key], `unknown key "${key}" ${place}`, [hint]);
  }
}
