import type { ErrorCode } from '../core/keepmum-error.js';

/** What the exit codes mean, everywhere. */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3, failed: 4 } as const;

/** The exit code of each error; as a record it is also the list of all codes. */
export const EXIT_CODE_OF: Readonly<Record<ErrorCode, number>> = {
  USAGE: EXIT.usage,
  CONFIG_INVALID: EXIT.usage,
  RULES_INVALID: EXIT.usage,
  REFUSED: EXIT.usage,
  REFERENCE_INVALID: EXIT.usage,
  // `run` and its like say 126 or 127, as shells do.
  COMMAND_NOT_FOUND: EXIT.usage,
  COMMAND_NOT_RUN: EXIT.usage,
  // Asked for and could not be read.
  PATH_NOT_FOUND: EXIT.incomplete,
  NOT_A_REPOSITORY: EXIT.incomplete,
  GIT_REFUSED: EXIT.incomplete,
  GIT_FAILED: EXIT.incomplete,
  NOTHING_TO_SCAN: EXIT.incomplete,
  INCOMPLETE: EXIT.incomplete,
  OUTPUT_FAILED: EXIT.failed,
  STORE_UNREACHABLE: EXIT.failed,
  STORE_DENIED: EXIT.failed,
  STORE_FAILED: EXIT.failed,
  LOGIN_FAILED: EXIT.failed,
  SECRET_NOT_FOUND: EXIT.failed,
  LEASE_FAILED: EXIT.failed,
  INTERNAL: EXIT.failed,
};
