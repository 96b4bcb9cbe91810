/** One escape: how many bytes it takes, and what it stands for; `soft` is a line break that only the encoding made. */
export interface Escape {
  readonly length: number;
  readonly stands: { readonly byte: number } | { readonly codePoint: number } | 'soft';
}

/** A way to write any character as an escape. */
export interface EscapeKind {
  readonly name: string;
  /** Whether `byte` ends the stretch of text that one encoding is used in. */
  readonly endsRegion: (byte: number, before: number) => boolean;
  /** The escape at bytes[at], read no further than `end`. */
  readonly read: (bytes: Buffer, at: number, end: number) => Escape | undefined;
}

const LINE_FEED = 0x0a;
const QUOTES: ReadonlySet<number> = new Set([...'"\'`'].map((quote) => quote.charCodeAt(0)));
const BACKSLASH = 0x5c;
/** Blanks, quotes and brackets: no URL or form goes on behind them. Braces are a template's, which must be seen to be one. */
const BEHIND_URL: ReadonlySet<number> = new Set([...'"\'`<>()\\|^'].map((sign) => sign.charCodeAt(0)));
const NAMED: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27, nbsp: 0x20 };
const ENTITY = /^&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/;
const BACKSLASHED = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\})/;
const LONGEST_ESCAPE = 10;
const HIGHEST_CODE_POINT = 0x10ffff;

const percent: EscapeKind = {
  name: 'percent',
  endsRegion: (byte) => byte <= 0x20 || BEHIND_URL.has(byte),
  read: (bytes, at, end) => {
    const byte = at + 2 < end && bytes[at] === 0x25 ? hexByte(bytes, at + 1) : -1;
    return byte < 0 ? undefined : { length: 3, stands: { byte } };
  },
};

const backslash: EscapeKind = {
  name: 'backslash escapes',
  endsRegion: (byte, before) => byte === LINE_FEED || (QUOTES.has(byte) && before !== BACKSLASH),
  read: (bytes, at, end) => {
    if (bytes[at] !== BACKSLASH) return undefined;
    const found = BACKSLASHED.exec(bytes.toString('latin1', at, Math.min(end, at + LONGEST_ESCAPE)));
    if (found === null) return undefined;
    return ofCodePoint(found[0].length, Number.parseInt(found[1] ?? found[2] ?? found[3] ?? '', 16));
  },
};

const entity: EscapeKind = {
  name: 'HTML entities',
  endsRegion: (byte) => byte === LINE_FEED,
  read: (bytes, at, end) => {
    if (bytes[at] !== 0x26) return undefined;
    const found = ENTITY.exec(bytes.toString('latin1', at, Math.min(end, at + LONGEST_ESCAPE)));
    if (found === null) return undefined;
    const [whole, decimal, hex, name = ''] = found;
    if (decimal !== undefined) return ofCodePoint(whole.length, Number.parseInt(decimal, 10));
    return ofCodePoint(whole.length, hex === undefined ? (NAMED[name] ?? -1) : Number.parseInt(hex, 16));
  },
};

/** Which kind of escape begins with this byte. */
export function escapeKindOf(byte: number): EscapeKind {
  if (byte === 0x25) return percent;
  return byte === BACKSLASH ? backslash : entity;
}

/** `=3D`, and a line that ends in `=` goes on in the next; everything behind a blank line is another part of the mail. */
export const quotedPrintable: EscapeKind = {
  name: 'quoted-printable',
  endsRegion: (byte, before) => byte === LINE_FEED && before === LINE_FEED,
  read: (bytes, at, end) => {
    if (bytes[at] !== 0x3d) return undefined;
    if (bytes[at + 1] === LINE_FEED) return { length: 2, stands: 'soft' };
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === LINE_FEED) return { length: 3, stands: 'soft' };
    const byte = at + 2 < end ? hexByte(bytes, at + 1) : -1;
    return byte < 0 ? undefined : { length: 3, stands: { byte } };
  },
};

function ofCodePoint(length: number, codePoint: number): Escape | undefined {
  return codePoint >= 0 && codePoint <= HIGHEST_CODE_POINT ? { length, stands: { codePoint } } : undefined;
}

function hexByte(bytes: Buffer, at: number): number {
  const [high, low] = [hexDigit(bytes[at] ?? 0), hexDigit(bytes[at + 1] ?? 0)];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const folded = byte | 0x20;
  return folded >= 0x61 && folded <= 0x66 ? folded - 0x57 : -1;
}
