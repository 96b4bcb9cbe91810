import type { OptionSpec } from './command.js';

/** Flags that every command has. */
export const COMMON_OPTIONS = [
  {
    name: 'verbose',
    letter: 'v',
    summary: 'say what is done and why',
    details: 'Notes go to standard error. An unexpected failure also shows where in keepmum it happened.',
    group: 'General',
  },
  {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    summary: 'when to use colour',
    details:
      'With auto, colour is used on a terminal. NO_COLOR turns it off, FORCE_COLOR turns it on; the flag wins over both.',
    group: 'General',
  },
  {
    name: 'help',
    letter: 'h',
    summary: 'show help; -h is the short form',
    group: 'General',
  },
] as const satisfies readonly OptionSpec[];

/** Exit codes that mean the same everywhere. */
export const FAILURE_EXIT_CODES = [
  { code: '2', means: 'the command line or the configuration is wrong' },
  { code: '4', means: 'keepmum itself failed' },
] as const;
