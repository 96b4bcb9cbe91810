import type { Colour } from '../colour.js';
import type { Command, OptionSpec } from '../command.js';
import { either } from '../quote.js';
import { twoColumns, wrap } from './wrap.js';

const WIDTH = 80;
const INDENT = '  ';
const DEEP = '      ';

type Painter = (text: string) => string;

function painter(colour: Colour): Painter {
  return colour === 'always' ? (text) => `\u001b[1m${text}\u001b[22m` : (text) => text;
}

function section(title: string, lines: readonly string[], bold: Painter): readonly string[] {
  return lines.length === 0 ? [] : ['', bold(`${title}:`), ...lines];
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

function indented(text: string, indent: string): readonly string[] {
  return wrap(text, WIDTH - indent.length).map((line) => indent + line);
}

function namesOf(option: OptionSpec): string {
  const letter = option.letter === undefined ? '    ' : `-${option.letter}, `;
  return `${letter}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
}

function shortOption(option: OptionSpec): readonly [string, string] {
  return [namesOf(option), option.default === undefined ? option.summary : `${option.summary} [${option.default}]`];
}

function longOption(option: OptionSpec): readonly string[] {
  const facts = [
    sentence(option.summary),
    ...(option.details === undefined ? [] : [option.details]),
    ...(option.choices === undefined ? [] : [`One of ${either(option.choices)}.`]),
    ...(option.times === undefined ? [] : ['May be given more than once.']),
    ...(option.default === undefined ? [] : [`Default: ${option.default}.`]),
  ];
  return [INDENT + namesOf(option), ...indented(facts.join(' '), DEEP)];
}

function optionSections(command: Command, length: 'short' | 'long', bold: Painter): readonly string[] {
  const groups = new Set(command.options.map((option) => option.group));
  return [...groups].flatMap((group) => {
    const options = command.options.filter((option) => option.group === group);
    const lines = length === 'short' ? twoColumns(options.map(shortOption), WIDTH) : options.flatMap(longOption);
    return section(group, lines, bold);
  });
}

function codeRows(command: Command): readonly string[] {
  const codes = [...command.exitCodes].sort((a, b) => Number(a.code) - Number(b.code));
  return twoColumns(
    codes.map(({ code, means }) => [code, means]),
    WIDTH,
  );
}

/** Help for one command: `short` is one line a flag, `long` the manual page. */
export function helpForCommand(command: Command, length: 'short' | 'long', colour: Colour): string {
  const bold = painter(colour);
  const examples = command.examples.flatMap(({ line, does }) => [INDENT + line, ...indented(sentence(does), DEEP)]);
  const manual = [
    ...command.description.flatMap((paragraph) => ['', ...wrap(paragraph, WIDTH)]),
    ...optionSections(command, 'long', bold),
    ...section('Examples', examples, bold),
    ...section('Exit codes', codeRows(command), bold),
  ];
  const lines = [
    ...wrap(`keepmum ${command.name}: ${command.summary}`, WIDTH),
    ...section(
      'Usage',
      command.synopsis.map((line) => `${INDENT}keepmum ${line}`),
      bold,
    ),
    ...(length === 'long' ? manual : [...optionSections(command, 'short', bold), '', '--help says more.']),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * What there is.
 *
 * @param group the word that all the commands begin with, when only those are asked for
 */
export function helpForAll(commands: readonly Command[], group: string | undefined, colour: Colour): string {
  const bold = painter(colour);
  const lines = [
    "keepmum keeps a pipeline's secrets secret.",
    ...section('Usage', [`${INDENT}keepmum ${group === undefined ? '' : `${group} `}COMMAND [OPTIONS] …`], bold),
    ...section(
      'Commands',
      twoColumns(
        commands.map(({ name, summary }) => [name, summary]),
        WIDTH,
      ),
      bold,
    ),
    ...section(
      'General',
      twoColumns(
        [
          ['-h, --help', 'show help, after a command its own'],
          ['-V, --version', 'show the version'],
        ],
        WIDTH,
      ),
      bold,
    ),
    '',
    'keepmum COMMAND --help is the manual page of a command.',
  ];
  return `${lines.join('\n')}\n`;
}
