import type { Command, OptionSpec, ValueKind } from '../command.js';
import { type CommandGroup, groupCommands } from './command-tree.js';

/** Text inside the brackets or colons of an `_arguments` specification, in single quotes. */
function plain(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");
}

function action(choices: readonly string[] | undefined, kind: ValueKind | undefined): string {
  if (choices !== undefined) return `(${choices.join(' ')})`;
  if (kind === 'folder') return '_files -/';
  return kind === 'file' ? '_files' : ' ';
}

function optionSpecification(option: OptionSpec): string {
  const value = option.value === undefined ? '' : `:${option.value}:${action(option.choices, option.completes)}`;
  const text = `[${plain(option.summary)}]${value}`;
  const long = `--${option.name}${option.value === undefined ? '' : '='}`;
  const again = option.times === 'many' ? '*' : '';
  if (option.letter === undefined) return `'${again}${long}${text}'`;
  const letter = `-${option.letter}${option.value === undefined ? '' : '+'}`;
  const not = option.times === 'many' ? "'*'" : `'(-${option.letter} --${option.name})'`;
  return `${not}{${letter},${long}}'${text}'`;
}

function commandLines(command: Command, indent: string): readonly string[] {
  const { value, atMost, choices, completes } = command.operands;
  const operand = atMost === 0 ? [] : [`'${atMost === 1 ? '1' : '*'}:${value}:${action(choices, completes)}'`];
  const specifications = [...command.options.map(optionSpecification), ...operand];
  return [
    `${indent}_arguments -s -S \\`,
    ...specifications.map((line) => `${indent}  ${line} \\`),
    `${indent}  && return`,
  ];
}

function described(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([word, summary]) => `'${word}:${summary.replaceAll("'", "'\\''")}'`).join(' ');
}

function groupLines(group: CommandGroup): readonly string[] {
  if (group.command !== undefined)
    return [`        (${group.word})`, ...commandLines(group.command, '          '), '          ;;'];
  const members = group.members.map(({ word, command }) => [word, command.summary] as const);
  return [
    `        (${group.word})`,
    `          members=(${described(members)})`,
    '          if (( CURRENT == 2 )); then _describe -t commands command members; return; fi',
    '          shift words; (( CURRENT-- ))',
    '          case $words[1] in',
    ...group.members.flatMap(({ word, command }) => [
      `            (${word})`,
      ...commandLines(command, '              '),
      '              ;;',
    ]),
    '          esac',
    '          ;;',
  ];
}

/** A completion script for zsh 5, to be sourced or put on `fpath` as `_keepmum`. */
export function zshCompletions(commands: readonly Command[]): string {
  const groups = groupCommands(commands);
  const lines = [
    '#compdef keepmum',
    '# Completion of keepmum for zsh. Load it with: source <(keepmum completions zsh)',
    '_keepmum() {',
    '  local -a commands members',
    '  local state line',
    `  commands=(${described(groups.map((group) => [group.word, group.summary]))})`,
    "  _arguments -C '(- *)'{-h,--help}'[show help]' '(- *)'{-V,--version}'[show the version]' \\",
    "    '1:command:->command' '*::word:->word' && return",
    '  case $state in',
    '    (command) _describe -t commands command commands ;;',
    '    (word)',
    '      case $words[1] in',
    ...groups.flatMap(groupLines),
    '      esac',
    '      ;;',
    '  esac',
    '}',
    'if [[ $funcstack[1] == _keepmum ]]; then _keepmum "$@"; else compdef _keepmum keepmum; fi',
  ];
  return `${lines.join('\n')}\n`;
}
