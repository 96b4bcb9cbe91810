import type { World } from '../../cli/world.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { nearestName } from '../../core/nearest-name.js';

export const MODES = ['scan', 'run', 'export', 'guard'] as const;
export type Mode = (typeof MODES)[number];

/** Severities that may fail the step, the least strict first, and `never`. */
export const FAIL_ON = ['never', 'critical', 'high', 'medium', 'low'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The inputs of action.yml, checked. */
export interface Inputs {
  readonly mode: Mode;
  readonly path: string;
  /** `auto`, `history`, `tree` or a range. */
  readonly scope: string;
  readonly failOn: FailOn;
  readonly config: string;
  readonly baseline: string;
  readonly cache: string;
  readonly sarif: string;
  /** `FORMAT=FILE` each. */
  readonly reports: readonly string[];
  readonly command: string;
  /** `NAME=REFERENCE` each. */
  readonly secrets: readonly string[];
  readonly artefacts: readonly string[];
  readonly receipt: string;
}

/** Names as in action.yml; a test compares. */
export const INPUT_NAMES = [
  'mode',
  'path',
  'scope',
  'fail-on',
  'config',
  'baseline',
  'cache',
  'sarif',
  'report',
  'run',
  'secrets',
  'artefacts',
  'receipt',
] as const;
type InputName = (typeof INPUT_NAMES)[number];

/**
 * Reads what the runner puts into the environment for each input.
 *
 * @throws KeepmumError `USAGE`, naming the input
 */
export function readInputs(env: World['env']): Inputs {
  const text = (name: InputName): string => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  const lines = (name: InputName): readonly string[] =>
    text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const inputs: Inputs = {
    mode: choose('mode', text('mode') || 'scan', MODES),
    path: text('path') || '.',
    scope: text('scope') || 'auto',
    failOn: choose('fail-on', text('fail-on') || 'low', FAIL_ON),
    config: text('config'),
    baseline: text('baseline'),
    cache: text('cache'),
    sarif: text('sarif'),
    reports: lines('report'),
    command: text('run'),
    secrets: lines('secrets'),
    artefacts: lines('artefacts'),
    receipt: text('receipt'),
  };
  checkTogether(inputs);
  return inputs;
}

function choose<Word extends string>(input: InputName, typed: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === typed);
  if (word !== undefined) return word;
  const nearest = nearestName(typed, words);
  throw new KeepmumError('USAGE', `cannot use the input "${input}": found "${typed}", expected ${words.join(', ')}`, {
    hints: nearest === undefined ? [] : [`did you mean ${input}: ${nearest}?`],
  });
}

/** What only some modes read must not be silently without effect. */
function checkTogether({ mode, command, secrets }: Inputs): void {
  const runs = mode === 'run' || mode === 'guard';
  if (runs && command === '') {
    throw new KeepmumError('USAGE', `cannot use mode "${mode}": the input "run" is empty, expected a command`);
  }
  if (!runs && command !== '') {
    throw new KeepmumError('USAGE', `cannot use the input "run" with mode "${mode}"`, {
      hints: ['a command needs mode: run'],
    });
  }
  if (mode === 'scan' && secrets.length > 0) {
    throw new KeepmumError('USAGE', 'cannot use the input "secrets" with mode "scan"', {
      hints: ['secrets need mode: run or mode: export'],
    });
  }
}
