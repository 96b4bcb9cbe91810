import { KeepmumError } from '../core/keepmum-error.js';
import { nearestName } from '../core/nearest-name.js';
import { chooseColour } from './colour.js';
import type { Command } from './command.js';
import { COMMANDS } from './command-list.js';
import { EXIT } from './exit-code.js';
import { print } from './print.js';
import { quote } from './quote.js';
import type { World } from './world.js';
import { NotStarted } from './wrapper-exit.js';

interface Chosen {
  readonly command: Command;
  readonly rest: readonly string[];
}

function choose(words: readonly string[]): Chosen | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = COMMANDS.find((known) => known.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return undefined;
}

function asksForHelp(words: readonly string[]): 'short' | 'long' | undefined {
  const end = words.indexOf('--');
  const flags = end < 0 ? words : words.slice(0, end);
  if (flags.includes('--help')) return 'long';
  return flags.includes('-h') ? 'short' : undefined;
}

function misplacedFlag(words: readonly string[]): KeepmumError {
  const flag = words[0]?.split('=', 1)[0] ?? '';
  const meant = choose(words.filter((word) => !word.startsWith('-')));
  return new KeepmumError('USAGE', `cannot run keepmum: ${quote(flag)} stands before the command`, {
    hints: [`write the command first, as in keepmum ${meant?.command.name ?? 'scan'} [OPTIONS]`],
  });
}

function unknownCommand(words: readonly string[]): KeepmumError {
  const [first = '', second = ''] = words;
  if (first.startsWith('-')) return misplacedFlag(words);
  const group = COMMANDS.filter((command) => command.name.startsWith(`${first} `));
  const isGroup = group.length > 0;
  const hasSecond = isGroup && second !== '' && !second.startsWith('-');
  const candidates = (isGroup ? group : COMMANDS).map((command) => command.name);
  const typed = hasSecond ? `${first} ${second}` : first;
  const nearest = nearestName(typed, candidates);
  const found = isGroup && !hasSecond ? 'its second word is missing' : 'there is no such command';
  return new KeepmumError('USAGE', `cannot run ${quote(`keepmum ${typed}`)}: ${found}`, {
    hints: [
      ...(nearest === undefined ? [] : [`did you mean keepmum ${nearest}?`]),
      isGroup ? `there are ${candidates.join(', ')}` : 'keepmum --help shows every command',
    ],
  });
}

async function showHelp(words: readonly string[], length: 'short' | 'long', world: World): Promise<number> {
  const { helpForAll, helpForCommand } = await import('./help/help-text.js');
  const colour = chooseColour(undefined, world.env, world.audience.stdout);
  const named = words.filter((word) => !word.startsWith('-'));
  const [group] = named;
  const chosen = choose(named);
  const listed = group === undefined ? COMMANDS : COMMANDS.filter((known) => known.name.startsWith(`${group} `));
  if (chosen === undefined && listed.length === 0) throw unknownCommand(named);
  await print(
    world.stdout,
    chosen === undefined ? helpForAll(listed, group, colour) : helpForCommand(chosen.command, length, colour),
  );
  return EXIT.clean;
}

/**
 * Finds the command that the words name and runs it.
 *
 * @throws KeepmumError
 */
export async function runCommand(words: readonly string[], world: World): Promise<number> {
  if (words.length === 0) {
    const { helpForAll } = await import('./help/help-text.js');
    await print(
      world.stderr,
      helpForAll(COMMANDS, undefined, chooseColour(undefined, world.env, world.audience.stderr)),
    );
    return EXIT.usage;
  }
  if (words[0] === 'help') return showHelp(words.slice(1), 'long', world);
  const help = asksForHelp(words);
  if (help !== undefined) return showHelp(words, help, world);
  const chosen = choose(words);
  if (chosen === undefined) throw unknownCommand(words);
  const { parseArguments } = await import('./parse-arguments.js');
  const carryOut = async () => chosen.command.run(parseArguments(chosen.command, chosen.rest), world, COMMANDS);
  if (chosen.command.isWrapper === undefined) return carryOut();
  try {
    return await carryOut();
  } catch (error) {
    throw new NotStarted(error);
  }
}
