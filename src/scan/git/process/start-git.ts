import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { Environment } from '../../sources/ignored-paths.js';
import { gitArguments, gitEnvironment, type RepositoryChoice } from './git-command.js';

/** Where git is to run. */
export interface GitSite {
  /** As `node:fs` takes it; must be UTF-8. */
  readonly folder: string;
  readonly environment: Environment;
  readonly repository: RepositoryChoice;
}

/** How a git ended; `complaint` is what it wrote to standard error, at most 8 KB. */
export interface GitEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly complaint: string;
}

/** A git at work. It never outlives this process: its pipes close, and it ends. */
export interface GitProcess {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves once it ended and all its output was read. */
  readonly ended: Promise<GitEnd>;
  kill(): void;
}

const COMPLAINT_LIMIT = 8192;

/** @throws KeepmumError GIT_FAILED through `ended` when git is not there */
export function startGit({ folder, environment, repository }: GitSite, args: readonly string[]): GitProcess {
  const child = spawn('git', gitArguments(args), {
    cwd: folder,
    env: gitEnvironment(environment, repository),
    stdio: 'pipe',
    windowsHide: true,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (complaint.length < COMPLAINT_LIMIT) complaint += text;
  });
  // A git that died cannot be written to; how it ended says more.
  child.stdin.on('error', () => {});
  const ended = new Promise<GitEnd>((resolve, reject) => {
    child.on('error', (cause) => reject(cannotStart(folder, cause)));
    child.on('close', (code, signal) => resolve({ code, signal, complaint }));
  });
  // Whoever waits for it is told; nobody has to.
  ended.catch(() => {});
  return { input: child.stdin, output: child.stdout, ended, kill: () => child.kill('SIGKILL') };
}

/** What git printed, bytes as characters, and how it ended. */
export async function askGit(
  site: GitSite,
  args: readonly string[],
  input = '',
): Promise<GitEnd & { readonly output: string }> {
  const git = startGit(site, args);
  git.input.end(input, 'latin1');
  const chunks: Buffer[] = [];
  git.output.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = await git.ended;
  return { ...end, output: Buffer.concat(chunks).toString('latin1') };
}

function cannotStart(folder: string, cause: Error): KeepmumError {
  const isFolderGone = (cause as NodeJS.ErrnoException).code === 'ENOENT' && folder !== '.';
  return new KeepmumError('GIT_FAILED', `cannot start git in "${folder}": ${cause.message}, expected git on PATH`, {
    hints: isFolderGone ? ['install git, or check that the folder is there'] : ['install git'],
    cause,
  });
}
