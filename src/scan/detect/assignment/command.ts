import type { ReadRest, ReadValue } from './assignment.js';
import { readBare } from './bare.js';
import { BLANK, CLASS } from './characters.js';
import { quoteAt, readQuoted } from './quoted.js';
import { byteAt, decode, type Readable, standsAt } from './readable.js';
import { endOfLine, skipBlanks } from './skip.js';

/** In bytes: how far behind its command a flag is looked for. */
const MAX_COMMAND = 400;

/** A command, the flags that take its password, and how: after a blank (or `=`), glued on, or behind `user:` or `user%`. */
interface CommandFlags {
  readonly command: string;
  readonly flags: readonly string[];
  readonly form: 'next' | 'glued' | 'after-colon' | 'after-percent';
}

const COMMANDS: readonly CommandFlags[] = [
  { command: 'curl', flags: ['-u', '--user', '-U', '--proxy-user'], form: 'after-colon' },
  { command: 'wget', flags: ['--password', '--http-password'], form: 'next' },
  { command: 'mysql', flags: ['-p'], form: 'glued' },
  { command: 'mysqldump', flags: ['-p'], form: 'glued' },
  { command: 'mysqladmin', flags: ['-p'], form: 'glued' },
  { command: 'mysqlimport', flags: ['-p'], form: 'glued' },
  { command: 'sshpass', flags: ['-p'], form: 'next' },
  { command: 'ldapsearch', flags: ['-w'], form: 'next' },
  { command: 'ldapmodify', flags: ['-w'], form: 'next' },
  { command: 'ldapadd', flags: ['-w'], form: 'next' },
  { command: 'docker login', flags: ['-p'], form: 'next' },
  { command: 'podman login', flags: ['-p'], form: 'next' },
  { command: 'helm registry login', flags: ['-p'], form: 'next' },
  { command: 'redis-cli', flags: ['-a'], form: 'next' },
  { command: 'sqlcmd', flags: ['-P'], form: 'next' },
  { command: 'smbclient', flags: ['-U'], form: 'after-percent' },
];

/** The password on a command's line, when the word at `at` is one of the commands that are searched for. */
export function readCommand(
  text: Readable,
  at: number,
): { readonly name: string; readonly rest: ReadRest } | undefined {
  for (const { command, flags, form } of COMMANDS) {
    const after = at + command.length;
    if (((CLASS[byteAt(text, after)] ?? 0) & BLANK) === 0 || !standsAt(text, at, command)) continue;
    const value = findFlag(text, after, flags, form);
    if (value !== undefined) return { name: `${command} ${value.flag}`, rest: { ...value.value, operator: 'flag' } };
  }
  return undefined;
}

function findFlag(
  text: Readable,
  start: number,
  flags: readonly string[],
  form: CommandFlags['form'],
): { readonly flag: string; readonly value: ReadValue } | undefined {
  const end = endOfLine(text, start, MAX_COMMAND);
  for (let i = start; i < end; i++) {
    if (text.bytes[i] !== 0x2d || ((CLASS[byteAt(text, i - 1)] ?? 0) & BLANK) === 0) continue;
    for (const flag of flags) {
      if (!isFlag(text, i, flag)) continue;
      const value = readFlag(text, i + flag.length, form);
      if (value !== undefined) return { flag, value };
    }
  }
  return undefined;
}

/** Flags tell capitals apart. */
function isFlag(text: Readable, at: number, flag: string): boolean {
  for (let i = 0; i < flag.length; i++) if (byteAt(text, at + i) !== flag.charCodeAt(i)) return false;
  return true;
}

function readFlag(text: Readable, at: number, form: CommandFlags['form']): ReadValue | undefined {
  const c = byteAt(text, at);
  const isApart = c === 0x3d || (c >= 0 && ((CLASS[c] as number) & BLANK) !== 0);
  if (form === 'glued') return isApart ? undefined : readWord(text, at);
  if (!isApart) return undefined;
  const first = skipBlanks(text, at + 1);
  if (byteAt(text, first) === 0x2d) return undefined;
  const word = readWord(text, first);
  if (form === 'next' || word === undefined) return word;
  return behind(text, word, form === 'after-colon' ? ':' : '%');
}

function readWord(text: Readable, at: number): ReadValue | undefined {
  return quoteAt(text, at) >= 0 ? readQuoted(text, at) : readBare(text, at, 'string', 'word');
}

function behind(text: Readable, word: ReadValue, sign: string): ReadValue | undefined {
  const raw = decode(text, word.valueStart, word.valueEnd);
  const at = raw.indexOf(sign);
  if (at < 0 || at + 1 === raw.length) return undefined;
  const { surrounding, quote, valueEnd } = word;
  const value = word.value.slice(word.value.indexOf(sign) + 1);
  return { value, valueStart: word.valueStart + Buffer.byteLength(raw.slice(0, at + 1)), valueEnd, quote, surrounding };
}
