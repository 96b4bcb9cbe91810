import type { Command } from '../command.js';

/** What the words after `keepmum` can be, first word by first word. */
export interface CommandGroup {
  readonly word: string;
  readonly summary: string;
  /** The command itself, when one word is enough. */
  readonly command?: Command;
  /** Second words. */
  readonly members: readonly { readonly word: string; readonly command: Command }[];
}

/** Groups the flat list of commands by first word, in the same order. */
export function groupCommands(commands: readonly Command[]): readonly CommandGroup[] {
  const words = [...new Set(commands.map((command) => command.name.split(' ')[0] ?? ''))];
  return words.map((word) => {
    const command = commands.find((candidate) => candidate.name === word);
    const members = commands
      .filter((candidate) => candidate.name.startsWith(`${word} `))
      .map((member) => ({ word: member.name.slice(word.length + 1), command: member }));
    const summary = command?.summary ?? members.map((member) => member.word).join(', ');
    return command === undefined ? { word, summary, members } : { word, summary, command, members };
  });
}
