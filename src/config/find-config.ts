import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KeepmumError } from '../core/keepmum-error.js';

/** Whose file it is: in gitleaks' own, built-in rules are only used where it says so. */
export interface FoundConfig {
  readonly path: string;
  readonly kind: 'keepmum' | 'gitleaks';
}

/** Where to look. */
export interface ConfigPlace {
  readonly cwd: string;
  /** Value of `--config`. */
  readonly flag: string | undefined;
  /** Value of KEEPMUM_CONFIG. */
  readonly variable: string | undefined;
  readonly paths: readonly string[];
}

const OUR_NAME = 'keepmum.toml';
const GITLEAKS_NAME = '.gitleaks.toml';

function named(path: string, by: string, cwd: string): FoundConfig {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) {
    throw new KeepmumError(
      'CONFIG_INVALID',
      `cannot read "${path}": found no such file, expected the one that ${by} names`,
    );
  }
  return { path: absolute, kind: /gitleaks/i.test(basename(absolute)) ? 'gitleaks' : 'keepmum' };
}

/** The folder and those above it, up to the root of the repository or else of the file system. */
function upward(folder: string): readonly string[] {
  const above = dirname(folder);
  return existsSync(join(folder, '.git')) || above === folder ? [folder] : [folder, ...upward(above)];
}

function foundFrom(folder: string): FoundConfig | undefined {
  const folders = upward(folder);
  const ours = folders.map((one) => join(one, OUR_NAME)).find((path) => existsSync(path));
  if (ours !== undefined) return { path: ours, kind: 'keepmum' };
  const top = folders.at(-1) ?? folder;
  const root = existsSync(join(top, '.git')) ? top : folder;
  const theirs = join(root, GITLEAKS_NAME);
  return existsSync(theirs) ? { path: theirs, kind: 'gitleaks' } : undefined;
}

// What is wrong with a path is for the scan to say.
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The one place that is scanned decides, as with gitleaks; with several it is the folder one stands in. */
function startFolders({ cwd, paths }: ConfigPlace): readonly string[] {
  const [only] = paths;
  if (only === undefined || only === '-' || paths.length > 1) return [cwd];
  const path = resolve(cwd, only);
  return [...new Set([isFolder(path) ? path : dirname(path), cwd])];
}

/**
 * The configuration to use: `--config`, KEEPMUM_CONFIG, the nearest keepmum.toml up to the repository's root, or the
 * root's .gitleaks.toml.
 *
 * @throws KeepmumError `CONFIG_INVALID` when a named file is not there
 */
export function findConfig(place: ConfigPlace): FoundConfig | undefined {
  if (place.flag) return named(place.flag, '--config', place.cwd);
  if (place.variable) return named(place.variable, 'KEEPMUM_CONFIG', place.cwd);
  for (const folder of startFolders(place)) {
    const found = foundFrom(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}
