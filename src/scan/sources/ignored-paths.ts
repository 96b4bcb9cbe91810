import { existsSync } from 'node:fs';
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

/** What git printed, bytes as characters; or, when it failed or could not be run, why. */
type GitAnswer = { readonly output: string } | { readonly refused: string };

async function askGit(folder: string, environment: Environment, args: readonly string[]): Promise<GitAnswer> {
  if (shownPath(folder).includes('\ufffd'))
    return { refused: 'it cannot be started in a folder whose name is no UTF-8' };
  // Loaded here because a scan of named files alone never needs them, and they are a good part of such a scan's start.
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_') || KEPT_GIT_VARIABLE.test(name));
  try {
    const { stdout } = await promisify(execFile)('git', [...HARDENED, ...args], {
      cwd: shownPath(folder),
      env: { ...Object.fromEntries(kept), ...HARDENED_VARIABLES },
      encoding: 'latin1',
      maxBuffer: Number.POSITIVE_INFINITY,
      windowsHide: true,
    });
    return { output: stdout };
  } catch (error) {
    // What git or the system refused has a code; anything else is a mistake of ours.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const { stderr = '', message } = error as Error & { readonly stderr?: string };
    return { refused: shownPath((stderr || message).split('\n', 1)[0] ?? '') };
  }
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
 * Folders that git leaves out whole, and single files. Git also names a folder with nothing but ignored entries, besides
 * naming these: such a folder is no ignored one, and may hold what git never looks at, so only its entries count.
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

/**
 * What git ignores and does not track in a folder of a work tree, asked of git itself.
 *
 * @param folder byte path of the folder
 * @param named the same with every link resolved when a person named the folder: if git ignores it, all of it is wanted
 * @returns byte paths below `folder` that are left out; or, when git is missing or refuses, why
 */
export async function ignoredPaths(
  folder: string,
  named: string | undefined,
  environment: Environment,
): Promise<{ readonly paths: readonly string[] } | { readonly refused: string }> {
  // The top of a work tree is never ignored, but git says so of one in which everything is.
  const mayBeIgnored = named !== undefined && !existsSync(openablePath(childPath(folder, '.git')));
  const [itself, inside] = await Promise.all([
    // Without the index, for a folder is ignored even if git tracks some files in it.
    mayBeIgnored ? askGit(folder, environment, ['check-ignore', '--no-index', '--', shownPath(named)]) : undefined,
    askGit(folder, environment, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']),
  ]);
  if (itself !== undefined && 'output' in itself) return { paths: [] };
  if ('refused' in inside) return inside;
  return { paths: parseIgnored(inside.output).map((path) => childPath(folder, path)) };
}
