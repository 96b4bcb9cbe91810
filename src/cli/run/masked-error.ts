import { KeepmumError } from '../../core/keepmum-error.js';

/** The same error without secrets in its words. Of others than ours, the words are not shown anyway. */
export function maskedError(error: unknown, mask: (text: string) => string): unknown {
  if (!(error instanceof KeepmumError)) return error;
  return new KeepmumError(error.code, mask(error.message), {
    hints: error.hints.map(mask),
    problems: error.problems.map((problem) => maskedError(problem, mask) as KeepmumError),
    cause: error.cause,
  });
}
