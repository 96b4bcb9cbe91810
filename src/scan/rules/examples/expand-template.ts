import { KeepmumError } from '../../../core/keepmum-error.js';
import { nearestName } from '../../../core/nearest-name.js';
import { ALPHABET_GENERATORS } from './alphabet-generators.js';
import { AZURE_GENERATORS } from './azure-generators.js';
import { CRC_GENERATORS } from './crc-generators.js';
import { ENCODED_GENERATORS } from './encoded-generators.js';
import type { Generator } from './generator.js';
import { JSON_GENERATORS } from './json-generators.js';
import { PRIVATE_KEY_GENERATORS } from './private-key-generators.js';
import { SeededRandom } from './seeded-random.js';

const GENERATORS: Readonly<Record<string, Generator>> = {
  ...ALPHABET_GENERATORS,
  ...CRC_GENERATORS,
  ...AZURE_GENERATORS,
  ...JSON_GENERATORS,
  ...PRIVATE_KEY_GENERATORS,
  ...ENCODED_GENERATORS,
};
// No blanks inside the name: `{{ name }}` is what templates of other tools look like, and stays as it is.
const PLACEHOLDER = /\{\{([A-Za-z][\w-]*)(?::([^{}]*?))?( @\w+)?\}\}/;
const EVERY_PLACEHOLDER = new RegExp(PLACEHOLDER, 'g');

/** Stands in no rule file: marks where a placeholder was. */
const CUT = '\0';

/** An example with its placeholders filled in. */
export interface ExpandedExample {
  readonly text: string;
  readonly secret?: string;
}

/**
 * Fills the placeholders of an example, always in the same way for the same seed.
 *
 * A placeholder of the secret stands for what the same placeholder of the text became: the first one like it for the
 * first one, and so on. A label, `{{alnum:20 @key}}`, makes one placeholder stand for one value wherever it is written.
 * @throws KeepmumError `RULES_INVALID` for a placeholder that is not known
 */
export function expandExample(example: ExpandedExample, seed: string): ExpandedExample {
  const random = new SeededRandom(seed);
  const values = new Map<string, string[]>();
  const text = expand(example.text, (placeholder, make) => {
    const known = values.get(placeholder) ?? [];
    const value = isLabelled(placeholder) ? (known[0] ?? make(random)) : make(random);
    values.set(placeholder, [...known, value]);
    return value;
  });
  if (example.secret === undefined) return { text };
  const taken = new Map<string, number>();
  const secret = expand(example.secret, (placeholder, make) => {
    const turn = isLabelled(placeholder) ? 0 : (taken.get(placeholder) ?? 0);
    taken.set(placeholder, turn + 1);
    return values.get(placeholder)?.[turn] ?? make(random);
  });
  return { text, secret };
}

/** What a template holds in the clear, piece by piece. */
export function literalPieces(template: string): readonly string[] {
  let rest = template;
  while (PLACEHOLDER.test(rest)) rest = rest.replace(EVERY_PLACEHOLDER, CUT);
  return rest.split(CUT).filter((piece) => piece !== '');
}

/** Names that a template may use. */
export function placeholderNames(): readonly string[] {
  return Object.keys(GENERATORS);
}

type Fill = (placeholder: string, make: (random: SeededRandom) => string) => string;

/** Innermost first, so that `{{base64-of:user:{{alnum:20}}}}` works. */
function expand(template: string, fill: Fill): string {
  let text = template;
  while (PLACEHOLDER.test(text)) {
    text = text.replace(EVERY_PLACEHOLDER, (placeholder: string, name: string, argument: string | undefined) => {
      const generator = generatorOf(name);
      return fill(placeholder, (random) => generator(argument ?? '', random));
    });
  }
  return text;
}

function generatorOf(name: string): Generator {
  const generator = Object.hasOwn(GENERATORS, name) ? GENERATORS[name] : undefined;
  if (generator) return generator;
  const nearest = nearestName(name, Object.keys(GENERATORS));
  const hint =
    nearest === undefined
      ? 'expected a name of docs/RULES.md, or blanks inside the braces'
      : `did you mean "${nearest}"?`;
  throw new KeepmumError('RULES_INVALID', `cannot expand the placeholder "${name}": it is unknown, ${hint}`);
}

function isLabelled(placeholder: string): boolean {
  return / @\w+\}\}$/.test(placeholder);
}
