import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ciRange } from '../../scan/git/range/ci-range.js';
import type { Runner } from '../runner/runner.js';

/** Commits asked for, more with each attempt; the last one asks for all. */
const DEPTHS = ['--deepen=50', '--deepen=500', '--deepen=5000', '--unshallow'] as const;
/** Milliseconds for one attempt. */
const PATIENCE = 300_000;

interface GitAnswer {
  readonly code: number;
  readonly output: string;
}

/** Nobody is there to type a password. */
function git(runner: Runner, folder: string, args: readonly string[]): Promise<GitAnswer> {
  const options = { cwd: folder, env: { ...runner.world.env, GIT_TERMINAL_PROMPT: '0' }, timeout: PATIENCE };
  const guarded = ['-c', 'protocol.ext.allow=never', '-c', 'core.hooksPath=/dev/null', ...args];
  return new Promise((resolve) => {
    execFile('git', guarded, options, (error, output) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1) || 1, output });
    });
  });
}

function eventOf(runner: Runner): string | undefined {
  try {
    return readFileSync(runner.world.env.GITHUB_EVENT_PATH ?? '', 'utf8');
  } catch {
    return undefined;
  }
}

/** As git wants to fetch it: ids as they are, branches under the name that the scan looks for. */
function refspecOf(base: string): string {
  const branch = /^branch:(.*)/.exec(base)?.[1];
  return branch === undefined ? base : `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
}

async function meet(runner: Runner, folder: string, bases: readonly string[], head: string): Promise<boolean> {
  for (const base of bases) {
    const name = base.replace(/^branch:/, 'refs/remotes/origin/');
    if ((await git(runner, folder, ['merge-base', name, head])).code === 0) return true;
  }
  return false;
}

/**
 * Fetches as much of the history as is needed to tell what the event's commits change. A clone that cannot be deepened is left as it is:
 * the scan then says what it lacks.
 *
 * @returns a sentence about what was done; `undefined` if nothing had to be
 */
export async function deepenClone(runner: Runner, folder: string): Promise<string | undefined> {
  const shallow = await git(runner, folder, ['rev-parse', '--is-shallow-repository']);
  if (shallow.output.trim() !== 'true') return undefined;
  const range = ciRange(runner.world.env, eventOf(runner));
  const head = range?.heads[0] ?? 'HEAD';
  const bases = range?.bases ?? [];
  if (bases.length > 0 && (await meet(runner, folder, bases, head))) return undefined;
  // One that is gone (a force push, a branch that was deleted) must not keep the others from being fetched.
  const wanted = [...(/^[0-9a-f]{40,64}$/.test(head) ? [head] : []), ...bases.map(refspecOf)];
  for (const depth of DEPTHS) {
    let fetched = 0;
    for (const ref of wanted.length > 0 ? wanted : ['HEAD']) {
      const { code } = await git(runner, folder, [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-recurse-submodules',
        depth,
        'origin',
        ref,
      ]);
      if (code === 0) fetched++;
    }
    if (fetched === 0) return 'the clone is shallow and could not be deepened';
    if (bases.length > 0 && (await meet(runner, folder, bases, head)))
      return `the clone was shallow and was deepened (${depth})`;
  }
  return 'the clone was shallow and was fetched whole';
}
