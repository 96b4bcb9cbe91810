// How keepmum words what went wrong; every line on standard error that is not a report is made here.
//
// - `keepmum: error: cannot <do what> "<thing>": <state found>, expected <state wanted>`
// - then `keepmum: hint: <next step>` lines, the most likely one first
// - lower case after the prefix, no final period, things in double quotes, active voice
// - never a secret's value: an error that is not ours shows its kind and place, but not its message
// - one line each, and no word of a user's or a file's can steer the terminal

import { KeepmumError } from '../core/keepmum-error.js';
import { terminalText } from '../scan/report/terminal-text.js';
import { EXIT, EXIT_CODE_OF } from './exit-code.js';

export type Verbosity = 'normal' | 'verbose';

export interface PresentedError {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** A note for `--verbose`, as it is printed. */
export function noteLine(note: string): string {
  return `keepmum: note: ${terminalText(note)}`;
}

function presentKnown(error: KeepmumError): readonly string[] {
  const hints = error.hints.map((hint) => `keepmum: hint: ${terminalText(hint)}`);
  return [...error.problems.flatMap(presentKnown), `keepmum: error: ${terminalText(error.message)}`, ...hints];
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  return [error.name, code, syscall, path && `"${terminalText(path)}"`].filter((part) => part !== undefined).join(' ');
}

/** Stack frames without the message above them, down the chain of causes. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [...frames, ...causeOf(error)];
}

function causeOf({ cause }: Error): string[] {
  return cause === undefined ? [] : [`  caused by ${kindOf(cause)}`, ...framesOf(cause)];
}

function presentUnexpected(error: unknown, verbosity: Verbosity): readonly string[] {
  const lines = [`keepmum: error: keepmum itself failed: ${kindOf(error)}`];
  if (verbosity === 'normal') return [...lines, 'keepmum: hint: --verbose shows more'];
  return [...lines, ...framesOf(error), 'keepmum: hint: please report it with these lines'];
}

/** Lines for standard error and the exit code for whatever a command threw. */
export function presentError(error: unknown, verbosity: Verbosity): PresentedError {
  if (!(error instanceof KeepmumError)) return { lines: presentUnexpected(error, verbosity), exitCode: EXIT.failed };
  const causes = verbosity === 'verbose' ? causeOf(error) : [];
  return { lines: [...presentKnown(error), ...causes], exitCode: EXIT_CODE_OF[error.code] };
}
