import type { ExecFileException } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { childPath, openablePath, shownPath } from './byte-path.js';

/** The caller's environment variables: how git is found, and whom the user trusts. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of the caller that a git of ours may see: which settings the user trusts, not which repository is meant. */
const KEPT_GIT_VARIABLE = /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|EXEC_PATH)$/;

/** The repository's own settings must not start programs or reach the network, and the user's global excludes do not count. */
const HARDENED = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.excludesFile=/dev/null'].flatMap(
  (setting) => ['-c', setting],
);
const HARDENED_VARIABLES = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

interface GitAnswer {
  /** Exit status; undefined when git could not be run. */
  readonly status: number | undefined;
  /** Bytes, one a character. */
  readonly output: string;
  readonly complaint: string;
}

async function askGit(folder: string, environment: Environment, args: readonly string[]): Promise<GitAnswer> {
  // Loaded here because a scan of named files alone never needs it, and it is a good part of such a scan's start.
  const { execFile } = await import('node:child_process');
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_') || KEPT_GIT_VARIABLE.test(name));
  const options = {
    cwd: shownPath(folder),
    env: { ...Object.fromEntries(kept), ...HARDENED_VARIABLES },
    encoding: 'latin1' as const,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
  };
  return new Promise((resolve) => {
    execFile('git', [...HARDENED, ...args], options, (error: ExecFileException | null, output, errors) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      const complaint = errors.split('\n', 1)[0] || error?.message.split('\n', 1)[0] || '';
      resolve({ status, output, complaint });
    });
  });
}

/** Whether git may have a say about a folder: it or a folder above holds `.git`, and it is not inside of one. */
export function isInWorkTree(realFolder: string): boolean {
  if (/[\\/]\.git(?:[\\/]|$)/.test(realFolder)) return false;
  for (let folder = realFolder; ; folder = dirname(folder)) {
    if (existsSync(openablePath(childPath(folder, '.git')))) return true;
    if (dirname(folder) === folder) return false;
  }
}

/**
 * Folders that git leaves out whole, and single files. Git also names a folder with nothing but ignored entries, before
 * naming these: such a folder is no ignored one, and may hold what git could not read, so only its entries count.
 */
function parseIgnored(output: string): string[] {
  const entries = output.split('\0').filter((entry) => entry !== '');
  const ignored = new Set(entries);
  for (const entry of entries) {
    for (let end = entry.lastIndexOf('/', entry.length - 2); end > 0; end = entry.lastIndexOf('/', end - 1)) {
      ignored.delete(entry.slice(0, end + 1));
    }
  }
  return [...ignored].map((entry) => entry.replace(/\/$/, ''));
}

/** Whether a folder is ignored by itself or by a folder above; `--no-index`, as it may hold files that git tracks. */
async function isIgnored(folder: string, environment: Environment): Promise<boolean> {
  // The top is never ignored, but git thinks so when all that is in it is.
  if (existsSync(openablePath(childPath(folder, '.git')))) return false;
  const real = realpathSync.native(openablePath(folder), 'utf8');
  return (await askGit(folder, environment, ['check-ignore', '--no-index', '--quiet', '--', real])).status === 0;
}

/**
 * What git ignores and does not track in a folder of a work tree, asked of git itself.
 *
 * @param folder byte path of the folder
 * @returns byte paths below `folder` that are left out, none when the folder itself is ignored (whoever names it wants all
 *   of it); or, when git is missing or refuses, why
 */
export async function ignoredPaths(
  folder: string,
  environment: Environment,
): Promise<{ readonly paths: readonly string[] } | { readonly refused: string }> {
  if (shownPath(folder).includes('\ufffd'))
    return { refused: 'git cannot be started in a folder whose name is no UTF-8' };
  const [folderIsIgnored, inside] = await Promise.all([
    isIgnored(folder, environment),
    askGit(folder, environment, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
  ]);
  if (folderIsIgnored) return { paths: [] };
  if (inside.status !== 0) return { refused: inside.complaint };
  return { paths: parseIgnored(inside.output).map((path) => childPath(folder, path)) };
}
