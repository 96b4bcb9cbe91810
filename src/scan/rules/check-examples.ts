import { expandExample, literalPieces } from './examples/expand-template.js';
import type { ParsedRule, RuleExample } from './parsed-rule-file.js';

/** What the engine finds in a text, in a file of that name. */
export type FindSecrets = (
  text: string,
  path?: string,
) => readonly { readonly rule: string; readonly secret: string }[];

/** Runs a rule's examples and non-examples. @returns what is wrong, without the expanded text */
export function checkExamples({ rule, examples, nonExamples }: ParsedRule, find: FindSecrets): readonly string[] {
  const own: FindSecrets = (text, path) => find(text, path).filter((finding) => finding.rule === rule.id);
  const seeds = examples.map((example, index) => ({ example, seed: `${rule.id} example ${index + 1}` }));
  const wrong = seeds.map(({ example, seed }) =>
    // A rule for a path alone finds the file, whatever is in it.
    isOfText(rule) && holdsCredential(example, own)
      ? `${nameOf(seed)} holds a whole credential, expected placeholders`
      : checkExample(example, seed, own),
  );
  const found = nonExamples.map((text, index) => {
    const expanded = expandOrExplain({ text }, `${rule.id} nonExample ${index + 1}`);
    if (typeof expanded === 'string') return expanded;
    return own(expanded.text).length > 0 ? `nonExample ${index + 1} is found` : undefined;
  });
  return [...wrong, ...found].filter((message) => message !== undefined);
}

function isOfText({ regex, reader }: ParsedRule['rule']): boolean {
  return regex !== '' || reader !== 'regex';
}

function nameOf(seed: string): string {
  return seed.slice(seed.lastIndexOf(' example ') + 1);
}

/** Our own scan, and the push protection of whoever hosts the repository, would stop at it. */
function holdsCredential({ text, path }: RuleExample, own: FindSecrets): boolean {
  return literalPieces(text).some((piece) => own(piece, path).length > 0);
}

function checkExample(example: RuleExample, seed: string, own: FindSecrets): string | undefined {
  const name = nameOf(seed);
  const expanded = expandOrExplain(example, seed);
  if (typeof expanded === 'string') return `${name}: ${expanded}`;
  const findings = own(expanded.text, example.path);
  if (findings.length === 0) return `${name} is not found`;
  const { secret } = expanded;
  if (secret === undefined || findings.some((finding) => finding.secret === secret)) return undefined;
  return `${name} is found, but with another secret than expected: ${describe(findings[0]?.secret ?? '', secret)}`;
}

function expandOrExplain(example: RuleExample, seed: string): RuleExample | string {
  try {
    return expandExample(example, seed);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Says how they differ without showing them. */
function describe(found: string, expected: string): string {
  const where = expected.includes(found)
    ? 'a part of it'
    : found.includes(expected)
      ? 'more than it'
      : 'something else';
  return `${where}, ${found.length} characters, expected ${expected.length}`;
}
