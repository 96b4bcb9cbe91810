import type { World } from './world.js';

/** What a value is, for the shell that completes it. */
export type ValueKind = 'file' | 'folder' | 'rule' | 'command';

/** One flag, as data: parsing, help, docs/CLI.md and the completions of three shells are made from it. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly letter?: string;
  /** Stands for the value in help, in capitals; absent for a switch. */
  readonly value?: string;
  /** `many`: may be given again, each time adding values. */
  readonly times?: 'many';
  /** One clause for `-h`. */
  readonly summary: string;
  /** More sentences for `--help`. */
  readonly details?: string;
  /** Heading it stands under. */
  readonly group: string;
  /** What holds when it is not given, in words. */
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly completes?: ValueKind;
}

/** What a command takes besides flags. */
export interface OperandSpec {
  /** As in a synopsis, in capitals. */
  readonly value: string;
  readonly summary: string;
  readonly atLeast: number;
  readonly atMost: number;
  readonly choices?: readonly string[];
  readonly completes?: ValueKind;
}

type ValueOf<Option extends OptionSpec> = Option extends { readonly value: string }
  ? Option extends { readonly times: 'many' }
    ? readonly string[]
    : string
  : true;

/** The flags that were typed, by long name; the names and kinds of values come from the table. */
export type Flags<Options extends readonly OptionSpec[]> = {
  readonly [Option in Options[number] as Option['name']]?: ValueOf<Option>;
};

/** A command line as typed: known flags, and nothing checked beyond their choices. */
export interface Given<Options extends readonly OptionSpec[] = readonly OptionSpec[]> {
  readonly operands: readonly string[];
  readonly flags: Flags<Options>;
}

/** Everything about a command that can be told without running it. */
export interface CommandText {
  /** One word, or two as in `rules list`. */
  readonly name: string;
  readonly summary: string;
  /** Each without the leading `keepmum`. */
  readonly synopsis: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  readonly operands: OperandSpec;
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  readonly exitCodes: readonly { readonly code: string; readonly means: string }[];
  /** It ends with the code of the command that it runs, so its own failure before that is 125, 126 or 127. */
  readonly isWrapper?: true;
}

export interface Command extends CommandText {
  readonly options: readonly OptionSpec[];
  /**
   * @param all every command, for the ones that talk about commands
   * @returns the exit code
   */
  run(given: Given, world: World, all: readonly Command[]): Promise<number>;
}

/** Lets `run` see its flags typed by the table beside it. */
export function defineCommand<const Options extends readonly OptionSpec[]>(
  command: CommandText & {
    readonly options: Options;
    run(given: Given<Options>, world: World, all: readonly Command[]): Promise<number>;
  },
): Command {
  return command;
}
