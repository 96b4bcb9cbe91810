/** What went wrong, as a closed set; every code has an entry in docs/ERRORS.md. */
export type ErrorCode =
  | 'USAGE'
  | 'CONFIG_INVALID'
  | 'RULES_INVALID'
  | 'PATH_NOT_FOUND'
  | 'NOT_A_REPOSITORY'
  | 'GIT_REFUSED'
  | 'GIT_FAILED'
  | 'NOTHING_TO_SCAN'
  | 'INCOMPLETE'
  | 'OUTPUT_FAILED'
  | 'REFERENCE_INVALID'
  | 'STORE_UNREACHABLE'
  | 'STORE_DENIED'
  | 'STORE_FAILED'
  | 'LOGIN_FAILED'
  | 'SECRET_NOT_FOUND'
  | 'LEASE_FAILED'
  | 'COMMAND_NOT_FOUND'
  | 'COMMAND_NOT_RUN'
  | 'REFUSED'
  | 'INTERNAL';

/** The one error class: a code for programs, a sentence for people, hints for what to do next. */
export class KeepmumError extends Error {
  readonly code: ErrorCode;
  /** Next steps, one a line, each a sentence without a final period. */
  readonly hints: readonly string[];
  /** Where several things went wrong at once: each of them, told before this error, which sums up. */
  readonly problems: readonly KeepmumError[];

  /**
   * @param message `cannot <do what> "<thing>": <found>, expected <wanted>`: lower case, no final period, never a secret's value.
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: { hints?: readonly string[]; cause?: unknown; problems?: readonly KeepmumError[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KeepmumError';
    this.code = code;
    this.hints = options.hints ?? [];
    this.problems = options.problems ?? [];
  }
}
