import type { Pattern } from '../match/pattern.js';
import { unescapeAzure, unescapeGitHub } from './escape-data.js';

/** Where a command must stand to be one, and how its value is written. */
interface CommandSyntax {
  readonly start: string;
  readonly place: 'line start' | 'anywhere';
  /** What follows `start` up to its last character, if the command has properties. */
  readonly properties?: RegExp;
  readonly unescape: (data: string) => string;
}

const BRACKET = 0x5d;
/** Properties longer than this belong to no command that we know. */
const MAX_PROPERTIES = 1024;

/**
 * GitHub's runner wants the command at the beginning of a line, blanks aside; the older `##[add-mask]` too. Azure's agent finds
 * its commands anywhere in a line, and a variable set with `issecret=true` is a secret as well.
 */
const COMMANDS: readonly CommandSyntax[] = [
  { start: '::add-mask::', place: 'line start', unescape: unescapeGitHub },
  { start: '##[add-mask]', place: 'line start', unescape: unescapeGitHub },
  {
    start: '##vso[task.set',
    place: 'anywhere',
    properties: /^(?:secret(?:\s.*)?|variable\s(?:.*[;\s])?issecret\s*=\s*true\s*(?:;.*)?)\]$/is,
    unescape: unescapeAzure,
  },
];

/** The beginnings of all commands, to be searched for with the secrets. */
export const COMMAND_PATTERNS: readonly Pattern[] = COMMANDS.map(({ start }) => ({
  secret: -1,
  form: 'command',
  bytes: Buffer.from(start),
  gaps: [],
}));

/** One command that is being read: first its properties, if it has any, then its value up to the end of the line. */
export class LogCommand {
  readonly #syntax: CommandSyntax;
  #properties = '';
  #isAtValue: boolean;

  private constructor(syntax: CommandSyntax) {
    this.#syntax = syntax;
    this.#isAtValue = syntax.properties === undefined;
  }

  /** The command that begins with this pattern; undefined if it is none in this place. */
  static begin(pattern: Pattern, place: CommandSyntax['place']): LogCommand | undefined {
    const syntax = COMMANDS[COMMAND_PATTERNS.indexOf(pattern)];
    return syntax === undefined || (syntax.place === 'line start' && place !== 'line start')
      ? undefined
      : new LogCommand(syntax);
  }

  /** Whether the value comes next. */
  get isAtValue(): boolean {
    return this.#isAtValue;
  }

  /** Reads a byte of the properties. False if this turns out to be another command, which says nothing of secrets. */
  takeProperty(byte: number): boolean {
    this.#properties += String.fromCharCode(byte);
    // Looked at once, at their end: at every byte, a stream full of commands would cost the square of their length.
    if (byte === BRACKET) this.#isAtValue = this.#syntax.properties?.test(this.#properties) === true;
    return this.#isAtValue || (byte !== BRACKET && !isLineEnd(byte) && this.#properties.length < MAX_PROPERTIES);
  }

  /** The secret that the rest of the line stands for. */
  secretOf(value: Uint8Array): Uint8Array {
    // Latin-1 keeps every byte as one character, so that a value that is not UTF-8 survives.
    return Buffer.from(this.#syntax.unescape(Buffer.from(value).toString('latin1')), 'latin1');
  }
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}
