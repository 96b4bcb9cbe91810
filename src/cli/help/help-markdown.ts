import type { Command, OptionSpec } from '../command.js';
import { either } from '../quote.js';

const code = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|');

function optionRow(option: OptionSpec): string {
  const value = option.value === undefined ? '' : ` ${option.value}`;
  const names = [...(option.letter === undefined ? [] : [`-${option.letter}`]), `--${option.name}${value}`];
  const facts = [
    `${option.summary}.`,
    ...(option.details === undefined ? [] : [option.details]),
    ...(option.choices === undefined ? [] : [`One of ${either(option.choices.map(code))}.`]),
    ...(option.times === undefined ? [] : ['May be given more than once.']),
    ...(option.default === undefined ? [] : [`Default: ${option.default}.`]),
  ];
  return `| ${names.map(code).join(', ')} | ${cell(facts.join(' '))} |`;
}

function commandSection(command: Command): readonly string[] {
  const groups = [...new Set(command.options.map((option) => option.group))];
  return [
    `## keepmum ${command.name}`,
    '',
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`,
    '',
    '```',
    ...command.synopsis.map((line) => `keepmum ${line}`),
    '```',
    ...command.description.flatMap((paragraph) => ['', paragraph]),
    ...groups.flatMap((group) => [
      '',
      `### ${group}`,
      '',
      '| flag | does |',
      '| --- | --- |',
      ...command.options.filter((option) => option.group === group).map(optionRow),
    ]),
    '',
    '### Examples',
    '',
    '```sh',
    ...command.examples.map(({ line, does }) => `${line}   # ${does}`),
    '```',
    '',
    '### Exit codes',
    '',
    '| code | means |',
    '| --- | --- |',
    ...command.exitCodes.map(({ code: number, means }) => `| ${number} | ${means} |`),
    '',
  ];
}

/** docs/CLI.md: every command, from the same table as `--help`. */
export function helpAsMarkdown(commands: readonly Command[]): string {
  const lines = [
    '# The command line',
    '',
    'Made from the tables in `src/cli`; after a change there, `npx vitest run test/cli/help -u` writes it anew.',
    '',
    ...commands.map(({ name, summary }) => `- [keepmum ${name}](#keepmum-${name.replaceAll(' ', '-')}): ${summary}`),
    '',
    ...commands.flatMap(commandSection),
  ];
  return lines.join('\n');
}
