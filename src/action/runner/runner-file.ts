import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { Runner } from './runner.js';

/** The files by which an action tells its runner something. */
type RunnerFile = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_ENV';

/** An output, or a word for the post step, which finds it in its environment as `STATE_name`. Never a secret. */
export function tellRunner(runner: Runner, file: 'GITHUB_OUTPUT' | 'GITHUB_STATE', name: string, value: string): void {
  // A delimiter that nobody can guess: a file's name may hold line feeds.
  const delimiter = `keepmum_${randomUUID()}`;
  append(runner, file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** Variables for all that comes later in the job. @param variables without secrets, and of one line each */
export function addVariables(runner: Runner, variables: readonly (readonly [name: string, value: string])[]): void {
  append(runner, 'GITHUB_ENV', variables.map(([name, value]) => `${name}=${value}\n`).join(''));
}

/** @param markdown whole lines */
export function addToSummary(runner: Runner, markdown: string): void {
  append(runner, 'GITHUB_STEP_SUMMARY', markdown);
}

function append(runner: Runner, file: RunnerFile, text: string): void {
  const path = runner.world.env[file];
  // Older runners and other hosts have no such file; what an action does must not hang on it.
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, text);
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('OUTPUT_FAILED', `cannot write to ${file} "${path}": ${found}`, { cause });
  }
}
