import { presentError } from '../../cli/present-error.js';
import { print } from '../../cli/print.js';
import type { World } from '../../cli/world.js';
import { escapeGitHub } from '../../mask/commands/escape-data.js';

/**
 * Tells of a failure twice: in the step's log, and as an annotation, which stands where people look first.
 *
 * @returns the step's exit code
 */
export async function tellFailure(
  error: unknown,
  { stdout, stderr }: Pick<World, 'stdout' | 'stderr'>,
): Promise<number> {
  const { lines, exitCode } = presentError(error, 'normal');
  await print(stderr, `${lines.join('\n')}\n`);
  await annotate(lines.map((line) => line.replace(/^keepmum: (?:error: )?/, '')).join('\n'), { stdout });
  return exitCode;
}

/** An annotation of the kind that marks the job as failed. @param message never with a value */
export async function annotate(message: string, { stdout }: Pick<World, 'stdout'>): Promise<void> {
  await print(stdout, `::error title=keepmum::${escapeGitHub(message)}\n`);
}
