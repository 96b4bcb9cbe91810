/** A base64 character that carries some bits of the secret and some of its neighbour. */
export interface PartialSextet {
  /** Which of the six bits come from the secret. */
  readonly mask: number;
  /** What those bits are. */
  readonly bits: number;
}

/** The base64 characters that depend on the secret alone, and what is known of their neighbours. */
export interface Base64Core {
  readonly text: string;
  readonly before?: PartialSextet;
  readonly after?: PartialSextet;
}

const SEXTETS = new Int8Array(256).fill(-1);
for (let value = 0; value < 64; value++) {
  const character = Buffer.from([value << 2])
    .toString('base64')
    .charCodeAt(0);
  SEXTETS[character] = value;
}
SEXTETS['-'.charCodeAt(0)] = 62;
SEXTETS['_'.charCodeAt(0)] = 63;

/** Whether this byte is a base64 or base64url character with the known bits. */
export function matchesSextet(byte: number, partial: PartialSextet): boolean {
  const sextet = SEXTETS[byte] as number;
  return sextet >= 0 && (sextet & partial.mask) === partial.bits;
}

/**
 * The three cores of a value, one for each place it can start at in a group of three bytes. Whatever stands before or
 * after the value in the encoded text, one of the cores is there unchanged.
 */
export function base64Cores(value: Uint8Array): Base64Core[] {
  return [0, 1, 2].map((shift) => base64Core(value, shift));
}

function base64Core(value: Uint8Array, shift: number): Base64Core {
  const encoded = Buffer.concat([Buffer.alloc(shift), value, Buffer.alloc(3)]).toString('base64');
  const from = Math.ceil((8 * shift) / 6);
  const bitsToEnd = 8 * (shift + value.length);
  const to = Math.floor(bitsToEnd / 6);
  const core = { text: encoded.slice(from, to) };
  return {
    ...core,
    ...(shift === 0 ? {} : { before: partialAt(encoded, from - 1, (1 << (6 * from - 8 * shift)) - 1) }),
    ...(bitsToEnd % 6 === 0 ? {} : { after: partialAt(encoded, to, 0x3f & ~((1 << (6 - (bitsToEnd % 6))) - 1)) }),
  };
}

function partialAt(encoded: string, index: number, mask: number): PartialSextet {
  return { mask, bits: (SEXTETS[encoded.charCodeAt(index)] as number) & mask };
}

/** The same text in the alphabet of URLs and file names. */
export function toUrlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}
