const NOT_ASCII = /[^\0-\x7f]/;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 4;
const ASCII = buildClasses();

/** The words of an identifier in lower case: split at signs, at camelCase and before a number's end, e.g. `dbPassword2` → db, password, 2. */
export function splitName(name: string): string[] {
  return NOT_ASCII.test(name) ? splitUnicode(name) : splitAscii(name);
}

function splitUnicode(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d+)(?=$|[^\p{L}\d])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== '');
}

/** The same in one pass: headers of hardware have a hundred thousand names, and expressions took a fifth of their scan. */
function splitAscii(name: string): string[] {
  const lower = name.toLowerCase();
  const words: string[] = [];
  let start = 0;
  let before = 0;
  for (let at = 0; at < name.length; at++) {
    const here = ASCII[name.charCodeAt(at)] as number;
    if (here === 0 || (before !== 0 && startsWord(name, at, before, here))) {
      if (at > start) words.push(lower.slice(start, at));
      start = here === 0 ? at + 1 : at;
    }
    before = here;
  }
  if (name.length > start) words.push(lower.slice(start));
  return words;
}

/** Whether a word starts at a letter or digit that has one before it. */
function startsWord(name: string, at: number, before: number, here: number): boolean {
  if (here === UPPER) return before !== UPPER || classAt(name, at + 1) === LOWER;
  if (here !== DIGIT || before === DIGIT) return false;
  let end = at + 1;
  while (classAt(name, end) === DIGIT) end++;
  return classAt(name, end) !== LOWER;
}

function classAt(name: string, at: number): number {
  return at < name.length ? (ASCII[name.charCodeAt(at)] as number) : 0;
}

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  classes.fill(DIGIT, 0x30, 0x3a);
  classes.fill(UPPER, 0x41, 0x5b);
  classes.fill(LOWER, 0x61, 0x7b);
  return classes;
}

/** The word alone, in capitals, glued to others in one word (`dbpassword`) or in the plural. */
export function endsWithWord(word: string, ending: string): boolean {
  return word === ending || (word.length > ending.length && word.endsWith(ending));
}

/** A set of the words of a text, which may be written over several lines. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
