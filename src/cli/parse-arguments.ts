import { CommanderError, Option, Command as Parser } from 'commander';
import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import type { Command, Given, OperandSpec, OptionSpec } from './command.js';
import { either, quote } from './quote.js';

type FlagValue = string | readonly string[] | true;

function flagPattern(option: OptionSpec): string {
  const names = option.letter === undefined ? `--${option.name}` : `-${option.letter}, --${option.name}`;
  return option.value === undefined ? names : `${names} <${option.value}>`;
}

function usageError(command: Command, found: string, hints: readonly string[]): KeepmumError {
  return new KeepmumError('USAGE', `cannot run "keepmum ${command.name}": ${found}`, {
    hints: [...hints, `keepmum ${command.name} --help shows every flag`],
  });
}

function checkChoice(command: Command, where: string, spec: OptionSpec | OperandSpec, value: string): void {
  if (spec.choices === undefined || spec.choices.includes(value)) return;
  const nearest = nearestName(value, spec.choices);
  throw usageError(
    command,
    `${where} is ${quote(value)}, expected ${either(spec.choices)}`,
    nearest === undefined ? [] : [`did you mean ${quote(nearest)}?`],
  );
}

/** Only the name is repeated: what stands behind `=` could be a secret. */
function unknownFlag(command: Command, word: string): KeepmumError {
  const typed = word.split('=', 1)[0] ?? word;
  const known = command.options.find((option) => `--${option.name}` === typed);
  if (known !== undefined) return usageError(command, `"${typed}" takes no value`, []);
  const nearest = nearestName(
    typed,
    command.options.map((option) => `--${option.name}`),
  );
  return usageError(
    command,
    `there is no flag ${quote(typed)}`,
    nearest === undefined ? [] : [`did you mean "${nearest}"?`],
  );
}

function parserFor(command: Command, flags: Map<string, FlagValue>): Parser {
  const parser = new Parser(command.name)
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  for (const spec of command.options) {
    parser.addOption(new Option(flagPattern(spec)));
    parser.on(`option:${spec.name}`, (value?: string) => {
      if (spec.value === undefined || value === undefined) {
        flags.set(spec.name, true);
      } else {
        checkChoice(command, `"--${spec.name}"`, spec, value);
        const before = flags.get(spec.name);
        flags.set(spec.name, spec.times === 'many' ? [...(Array.isArray(before) ? before : []), value] : value);
      }
    });
  }
  return parser;
}

function checkOperands(command: Command, operands: readonly string[]): void {
  const { value, atLeast, atMost } = command.operands;
  if (operands.length < atLeast) throw usageError(command, `${value} is missing`, []);
  if (operands.length > atMost) {
    const expected = atMost === 0 ? 'only flags' : `at most ${atMost} ${value}`;
    throw usageError(command, `${quote(operands[atMost] ?? '')} is one word too many, expected ${expected}`, []);
  }
  for (const operand of operands) checkChoice(command, value, command.operands, operand);
}

/**
 * Reads a command's words by its table: which flags, which operands; their meaning is not looked at.
 *
 * @throws KeepmumError `USAGE`
 */
export function parseArguments(command: Command, words: readonly string[]): Given {
  const flags = new Map<string, FlagValue>();
  try {
    const { operands, unknown } = parserFor(command, flags).parseOptions([...words]);
    if (unknown[0] !== undefined) throw unknownFlag(command, unknown[0]);
    checkOperands(command, operands);
    return { operands, flags: Object.fromEntries(flags) as Given['flags'] };
  } catch (error) {
    // The only complaint that parseOptions itself has is about a last word that needs another one behind it.
    if (error instanceof CommanderError) throw usageError(command, `${quote(words.at(-1) ?? '')} needs a value`, []);
    throw error;
  }
}
