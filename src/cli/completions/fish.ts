import type { Command, OptionSpec, ValueKind } from '../command.js';
import { type CommandGroup, groupCommands } from './command-tree.js';

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

const SEEN = '__fish_seen_subcommand_from';

function valueWords(choices: readonly string[] | undefined, kind: ValueKind | undefined): string {
  if (choices !== undefined) return ` -x -a ${quoted(choices.join(' '))}`;
  return kind === 'file' || kind === 'folder' ? ' -r -F' : ' -x';
}

function optionLine(condition: string, option: OptionSpec): string {
  const letter = option.letter === undefined ? '' : ` -s ${option.letter}`;
  const value = option.value === undefined ? '' : valueWords(option.choices, option.completes);
  return `complete -c keepmum -n ${quoted(condition)}${letter} -l ${option.name}${value} -d ${quoted(option.summary)}`;
}

function commandLines(condition: string, command: Command): readonly string[] {
  const { choices, completes } = command.operands;
  const operands = choices ?? [];
  return [
    ...(operands.length > 0 ? [`complete -c keepmum -n ${quoted(condition)} -a ${quoted(operands.join(' '))}`] : []),
    ...(completes === 'file' || completes === 'folder' ? [`complete -c keepmum -n ${quoted(condition)} -F`] : []),
    ...command.options.map((option) => optionLine(condition, option)),
  ];
}

function groupLines(group: CommandGroup): readonly string[] {
  const words = group.members.map(({ word }) => word).join(' ');
  const first = `${SEEN} ${group.word}`;
  return [
    `complete -c keepmum -n __fish_use_subcommand -a ${group.word} -d ${quoted(group.summary)}`,
    ...(group.command === undefined ? [] : commandLines(first, group.command)),
    ...group.members.flatMap(({ word, command }) => [
      `complete -c keepmum -n ${quoted(`${first}; and not ${SEEN} ${words}`)} -a ${word} -d ${quoted(command.summary)}`,
      ...commandLines(`${first}; and ${SEEN} ${word}`, command),
    ]),
  ];
}

/** A completion script for fish 3 and later. */
export function fishCompletions(commands: readonly Command[]): string {
  const lines = [
    '# Completion of keepmum for fish. Load it with: keepmum completions fish | source',
    'complete -c keepmum -f',
    "complete -c keepmum -n __fish_use_subcommand -s h -l help -d 'show help'",
    "complete -c keepmum -n __fish_use_subcommand -s V -l version -d 'show the version'",
    ...groupCommands(commands).flatMap(groupLines),
  ];
  return `${lines.join('\n')}\n`;
}
