import { parseArgs } from 'node:util';
import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import type { Command, Given, OperandSpec, OptionSpec } from './command.js';
import { either, quote } from './quote.js';

type FlagValue = string | readonly string[] | true;

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
function unknownFlag(command: Command, typed: string): KeepmumError {
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

/** Every flag and operand in the order of the words; whether a flag exists is not asked. */
function tokensOf(command: Command, words: readonly string[]) {
  const options = command.options.map(({ name, letter, value }) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, letter === undefined ? { type } : { type, short: letter }] as const;
  });
  const config = { options: Object.fromEntries(options), strict: false, allowPositionals: true, tokens: true } as const;
  return parseArgs({ ...config, args: [...words] }).tokens;
}

function flagValue(command: Command, spec: OptionSpec, typed: string | undefined, before: FlagValue | undefined) {
  if (spec.value === undefined) {
    if (typed !== undefined) throw usageError(command, `"--${spec.name}" takes no value`, []);
    return true;
  }
  if (typed === undefined) return undefined;
  checkChoice(command, `"--${spec.name}"`, spec, typed);
  return spec.times === 'many' ? [...(Array.isArray(before) ? before : []), typed] : typed;
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
  const operands: string[] = [];
  for (const token of tokensOf(command, words)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = command.options.find(({ name }) => name === token.name);
    if (spec === undefined) throw unknownFlag(command, token.rawName);
    const value = flagValue(command, spec, token.value, flags.get(spec.name));
    // Only the last word can lack the one behind it.
    if (value === undefined) throw usageError(command, `${quote(words.at(-1) ?? '')} needs a value`, []);
    flags.set(spec.name, value);
  }
  checkOperands(command, operands);
  return { operands, flags: Object.fromEntries(flags) as Given['flags'] };
}
