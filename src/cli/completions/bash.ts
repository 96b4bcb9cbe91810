import type { Command, OptionSpec } from '../command.js';
import { groupCommands } from './command-tree.js';

function patternOf(option: OptionSpec): string {
  return option.letter === undefined ? `--${option.name}` : `--${option.name}|-${option.letter}`;
}

// An empty answer lets bash fall back to file names (`-o default`).
function valueBranches(command: Command): readonly string[] {
  return command.options
    .filter((option) => option.value !== undefined)
    .map((option) => `        ${patternOf(option)}) words='${(option.choices ?? []).join(' ')}' ;;`);
}

function branchFor(command: Command): readonly string[] {
  const flags = command.options.map((option) => `--${option.name}`).join(' ');
  return [
    `    '${command.name}')`,
    '      case "$previous" in',
    ...valueBranches(command),
    `        *) if [[ $current == -* ]]; then words='${flags}'; else words='${(command.operands.choices ?? []).join(' ')}'; fi ;;`,
    '      esac ;;',
  ];
}

/** A completion script for bash 4 and later. */
export function bashCompletions(commands: readonly Command[]): string {
  const groups = groupCommands(commands);
  const pairs = groups.filter((group) => group.members.length > 0);
  const lines = [
    '# Completion of keepmum for bash. Load it with: eval "$(keepmum completions bash)"',
    '_keepmum() {',
    // `=` breaks words in bash: `--format=json` arrives as three of them.
    "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' words='' index word",
    `  if [[ $current == = ]]; then current=''`,
    '  elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi',
    '  for (( index = 1; index < COMP_CWORD; index++ )); do',
    '    word=${COMP_WORDS[index]}',
    '    if [[ $word == -* ]]; then continue; fi',
    '    command="${command:+$command }$word"',
    `    case "$command" in ${pairs.map((group) => `'${group.word}'`).join('|') || "''"}) ;; *) break ;; esac`,
    '  done',
    '  case "$command" in',
    `    '') words='${groups.map((group) => group.word).join(' ')} help --help --version' ;;`,
    ...pairs.map((group) => `    '${group.word}') words='${group.members.map(({ word }) => word).join(' ')}' ;;`),
    `    'help') words='${groups.map((group) => group.word).join(' ')}' ;;`,
    ...commands.flatMap(branchFor),
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _keepmum keepmum',
  ];
  return `${lines.join('\n')}\n`;
}
