import fc from 'fast-check';
import { listForms } from '../../src/mask/forms/list-forms.js';

/** Secrets that get in each other's way, and a text full of them, of their forms and of pieces of both. */
export interface World {
  readonly secrets: readonly Uint8Array[];
  readonly text: Uint8Array;
}

const FEW_LETTERS = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 });
const MASK_LIKE = fc.string({ unit: fc.constantFrom('*', 'x', 'y', '[', ']'), minLength: 1, maxLength: 8 });
const WITH_SPACE = fc.string({
  unit: fc.constantFrom('a', 'B', ' ', '\n', '\r', '\t', '"', '\\'),
  minLength: 1,
  maxLength: 24,
});
const EMOJI = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 });
const BINARY = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const TOKEN = fc.string({ unit: fc.constantFrom(...'ABCdef0189+/=_-%$\'"<&'), minLength: 8, maxLength: 40 });

const value = fc
  .oneof(FEW_LETTERS, FEW_LETTERS, MASK_LIKE, WITH_SPACE, EMOJI, TOKEN, BINARY)
  .map((text) => Buffer.from(text, 'utf8'))
  .filter((bytes) => bytes.some((byte) => byte > 32 || byte < 9 || (byte > 13 && byte < 32)));

/** Values, some made of others: prefixes, suffixes, doubled, one behind the other. */
const secretsArbitrary = fc
  .tuple(
    fc.array(value, { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(5)), { maxLength: 2 }),
  )
  .map(([values, relations]) => [
    ...values,
    ...relations.map(([a, b, kind]) =>
      relate(values[a % values.length] as Buffer, values[b % values.length] as Buffer, kind),
    ),
  ])
  .map((secrets) => secrets.filter((secret) => secret.toString('latin1').trim() !== ''));

function relate(a: Buffer, b: Buffer, kind: number): Buffer {
  if (kind === 0) return a.subarray(0, Math.max(1, a.length - 1));
  if (kind === 1) return a.subarray(Math.min(1, a.length - 1));
  if (kind === 2) return Buffer.concat([a, a]);
  if (kind === 3) return Buffer.concat([a.subarray(-2), b]);
  return Buffer.concat([a, b]);
}

type Part = readonly [kind: number, secret: number, form: number, cut: number, filler: string];

const part: fc.Arbitrary<Part> = fc.tuple(
  fc.nat(9),
  fc.nat(),
  fc.nat(),
  fc.nat(),
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n', '*', 'Q', '='), maxLength: 6 }),
);

export const worldArbitrary: fc.Arbitrary<World> = secretsArbitrary
  .filter((secrets) => secrets.length > 0)
  .chain((secrets) =>
    fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => ({ secrets, text: textOf(secrets, parts) })),
  );

function textOf(secrets: readonly Uint8Array[], parts: readonly Part[]): Buffer {
  const forms = secrets.map((secret) => listForms(secret));
  return Buffer.concat(parts.map((one) => Buffer.concat([piece(secrets, forms, one), Buffer.from(one[4])])));
}

function piece(
  secrets: readonly Uint8Array[],
  forms: readonly { bytes: Uint8Array }[][],
  [kind, which, form, cut]: Part,
): Buffer {
  const secret = Buffer.from(secrets[which % secrets.length] as Uint8Array);
  const all = forms[which % forms.length] ?? [];
  const encoded = Buffer.from(all[form % all.length]?.bytes ?? secret);
  if (kind <= 2) return secret;
  if (kind === 3) return secret.subarray(0, cut % (secret.length + 1));
  if (kind === 4) return secret.subarray(cut % (secret.length + 1));
  if (kind === 5)
    return Buffer.from(Buffer.concat([Buffer.from('ab'.slice(cut % 3)), secret, Buffer.from('c')]).toString('base64'));
  if (kind === 6) return Buffer.from(encoded.toString('latin1').replace(/(.{8,11})/gs, '$1\r\r\n  '), 'latin1');
  if (kind === 7) return encoded.subarray(0, cut % (encoded.length + 1));
  return encoded;
}
