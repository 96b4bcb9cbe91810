import { charsNode, complement, PERL_CLASSES, POSIX_CLASSES } from './char-set.js';
import { PatternReader } from './pattern-reader.js';
import { readEscapedChar, readLiteralRun } from './regex-escape.js';
import { type CharRange, concat, EMPTY, type RegexNode } from './regex-tree.js';

const ANY = charsNode([[0, 0x10ffff]]);
const ANY_BYTE = charsNode([[0, 0x7f]]);

/**
 * Reads RE2 syntax (https://github.com/google/re2/wiki/Syntax) as far as lengths and literals need it: flags are skipped,
 * because letter case is ignored anyway and `.` is counted as four bytes in every mode.
 * @throws KeepmumError `RULES_INVALID` for what RE2 has not either: lookaround, back references, unbalanced brackets
 */
export function parseRegex(pattern: string): RegexNode {
  const reader = new PatternReader(pattern);
  const tree = parseEither(reader);
  if (!reader.done) throw reader.error('an unmatched ")"');
  return tree;
}

function parseEither(reader: PatternReader): RegexNode {
  const branches = [parseConcat(reader)];
  while (reader.take('|')) branches.push(parseConcat(reader));
  return branches.length === 1 && branches[0] ? branches[0] : { kind: 'either', branches };
}

function parseConcat(reader: PatternReader): RegexNode {
  const parts: RegexNode[] = [];
  while (!reader.done && !reader.sees('|') && !reader.sees(')')) parts.push(parseRepeat(reader));
  return concat(parts);
}

function parseRepeat(reader: PatternReader): RegexNode {
  let part = parseAtom(reader);
  for (let counts = readCounts(reader); counts; counts = readCounts(reader)) {
    part = { kind: 'repeat', part, min: counts[0], max: counts[1] };
    reader.take('?');
  }
  return part;
}

function readCounts(reader: PatternReader): readonly [min: number, max: number] | undefined {
  if (reader.take('*')) return [0, Number.POSITIVE_INFINITY];
  if (reader.take('+')) return [1, Number.POSITIVE_INFINITY];
  if (reader.take('?')) return [0, 1];
  const braces = reader.takeMatch(/\{(\d+)(?:(,)(\d*))?\}/y);
  if (!braces) return undefined;
  const min = Number(braces[1]);
  if (braces[2] === undefined) return [min, min];
  return [min, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY];
}

function parseAtom(reader: PatternReader): RegexNode {
  if (reader.take('(')) return parseGroup(reader);
  if (reader.take('[')) return charsNode(readClass(reader));
  if (reader.take('.')) return ANY;
  if (reader.take('^') || reader.take('$')) return EMPTY;
  if (reader.take('\\')) return parseEscape(reader);
  const char = reader.next();
  if (char === '*' || char === '+' || char === '?') throw reader.error(`nothing to repeat before "${char}"`);
  return literal(char);
}

function parseGroup(reader: PatternReader): RegexNode {
  if (reader.takeMatch(/\?[imsU-]+\)/y)) return EMPTY;
  const opened = reader.takeMatch(/\?(?:P?<\w+>|[imsU-]*:)/y);
  if (!opened && reader.sees('?')) throw reader.error('a lookaround or an unknown group');
  const inner = parseEither(reader);
  if (!reader.take(')')) throw reader.error('a group that is not closed');
  return inner;
}

function parseEscape(reader: PatternReader): RegexNode {
  if (reader.takeMatch(/[bBAzZ]/y)) return EMPTY;
  if (reader.take('C')) return ANY_BYTE;
  if (reader.take('Q')) return concat([...readLiteralRun(reader)].map(literal));
  const ranges = readClassEscape(reader);
  return ranges ? charsNode(ranges) : literal(readEscapedChar(reader));
}

/** What stands after a backslash and means many characters. */
function readClassEscape(reader: PatternReader): readonly CharRange[] | undefined {
  const perl = reader.takeMatch(/[dswDSW]/y)?.[0];
  if (perl) {
    const ranges = PERL_CLASSES[perl.toLowerCase()] ?? [];
    return perl === perl.toLowerCase() ? ranges : complement(ranges);
  }
  // Unicode tables are not worth carrying: the set of all characters bounds them from above.
  return reader.takeMatch(/[pP](?:\{\^?\w+\}|\w)/y) ? [[0, 0x10ffff]] : undefined;
}

function readClass(reader: PatternReader): readonly CharRange[] {
  const negated = reader.take('^');
  const ranges: CharRange[] = [];
  // A bracket that stands first is a plain character.
  for (let first = true; first || !reader.sees(']'); first = false) {
    if (reader.done) throw reader.error('a "[" that is not closed');
    ranges.push(...readClassItem(reader));
  }
  reader.take(']');
  return negated ? complement(ranges) : ranges;
}

function readClassItem(reader: PatternReader): readonly CharRange[] {
  const posix = reader.takeMatch(/\[:(\^?)(\w+):\]/y);
  if (posix) {
    const ranges = POSIX_CLASSES[posix[2] ?? ''];
    if (!ranges) throw reader.error('an unknown [:class:]');
    return posix[1] ? complement(ranges) : ranges;
  }
  const first = readClassChar(reader);
  if (typeof first !== 'string') return first;
  if (!reader.takeMatch(/-(?!\])/y)) return [rangeOf(first, first)];
  const last = readClassChar(reader);
  if (typeof last !== 'string') return [rangeOf(first, first), rangeOf('-', '-'), ...last];
  if (rangeOf(first, last)[0] > rangeOf(first, last)[1]) throw reader.error('a range that runs backwards');
  return [rangeOf(first, last)];
}

function readClassChar(reader: PatternReader): string | readonly CharRange[] {
  if (!reader.take('\\')) return reader.next();
  return readClassEscape(reader) ?? readEscapedChar(reader);
}

function rangeOf(first: string, last: string): CharRange {
  return [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
}

function literal(char: string): RegexNode {
  return charsNode([rangeOf(char, char)]);
}
