import type { Command, OptionSpec } from '../command.js';
import { either } from '../quote.js';

/** Text as roff takes it: nothing in it is a request, and a hyphen can be copied into a shell. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}

/** A request with its text as one argument, in which a quotation mark is written twice. */
const request = (name: string, text: string): string => `.${name} "${roff(text).replaceAll('"', '""')}"`;

function optionLines(option: OptionSpec): readonly string[] {
  const value = option.value === undefined ? '' : ` ${option.value}`;
  const names = [...(option.letter === undefined ? [] : [`-${option.letter}`]), `--${option.name}${value}`];
  const facts = [
    `${option.summary.charAt(0).toUpperCase()}${option.summary.slice(1)}.`,
    option.details ?? '',
    option.choices === undefined ? '' : `One of ${either(option.choices)}.`,
    option.times === undefined ? '' : 'May be given more than once.',
    option.default === undefined ? '' : `Default: ${option.default}.`,
  ];
  return ['.TP', request('B', names.join(', ')), roff(facts.filter((fact) => fact !== '').join(' '))];
}

function commandLines(command: Command, common: ReadonlySet<string>): readonly string[] {
  return [
    request('SH', `keepmum ${command.name}`),
    roff(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`),
    '.PP',
    '.nf',
    ...command.synopsis.map((line) => request('B', `keepmum ${line}`)),
    '.fi',
    ...command.description.flatMap((paragraph) => ['.PP', roff(paragraph)]),
    ...command.options.filter(({ name }) => !common.has(name)).flatMap(optionLines),
    '.SS Examples',
    ...command.examples.flatMap(({ line, does }) => ['.TP', request('B', line), roff(`${does}.`)]),
    '.SS Exit status',
    ...command.exitCodes.flatMap(({ code, means }) => ['.TP', request('B', code), roff(`${means}.`)]),
  ];
}

/**
 * The manual page keepmum(1), from the same tables as `--help`.
 *
 * @param general flags that every command has, told once
 */
export function helpAsManual(commands: readonly Command[], general: readonly OptionSpec[]): string {
  const lines = [
    '.\\" Made from the tables in src/cli; after a change there, npx vitest run test/cli/help \\-u writes it anew.',
    '.TH KEEPMUM 1 "" "" "User Commands"',
    '.SH NAME',
    roff("keepmum - keeps a pipeline's secrets secret from both ends"),
    '.SH SYNOPSIS',
    '.B keepmum',
    roff('COMMAND [OPTIONS] …'),
    '.SH DESCRIPTION',
    roff(
      'Finds leaked credentials in files, commits, histories and logs, and hands out short-lived ones without leaking them.',
    ),
    ...commands.flatMap(({ name, summary }) => ['.TP', request('B', `keepmum ${name}`), roff(`${summary}.`)]),
    '.SH GENERAL OPTIONS',
    ...general.flatMap(optionLines),
    ...commands.flatMap((command) => commandLines(command, new Set(general.map(({ name }) => name)))),
    '.SH FILES',
    '.TP',
    '.B keepmum.toml',
    roff("The configuration, at the repository's root."),
  ];
  return `${lines.join('\n')}\n`;
}
