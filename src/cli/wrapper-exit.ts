import { KeepmumError } from '../core/keepmum-error.js';

/** What a shell, `env` and `timeout` answer where the command never came to run. */
const FAILED_BEFORE = 125;
const CANNOT_BE_RUN = 126;
const NOT_FOUND = 127;

/** A failure before another command was started, whose exit code ours would otherwise be taken for. */
export class NotStarted extends Error {
  readonly failure: unknown;

  constructor(failure: unknown) {
    super('not started', { cause: failure });
    this.failure = failure;
  }

  get exitCode(): number {
    if (!(this.failure instanceof KeepmumError)) return FAILED_BEFORE;
    if (this.failure.code === 'COMMAND_NOT_FOUND') return NOT_FOUND;
    return this.failure.code === 'COMMAND_NOT_RUN' ? CANNOT_BE_RUN : FAILED_BEFORE;
  }
}
