import { expandExample, literalPieces } from './examples/expand-template.js';
import type { ParsedRule, RuleExample } from './parsed-rule-file.js';

/** What the engine finds in a text. */
export type FindSecrets = (text: string) => readonly { readonly rule: string; readonly secret: string }[];

/** Runs a rule's examples and non-examples. @returns what is wrong, without the expanded text */
export function checkExamples({ rule, examples, nonExamples }: ParsedRule, find: FindSecrets): readonly string[] {
  const own = (text: string) => find(text).filter((finding) => finding.rule === rule.id);
  const wrong = examples.map((example, index) => checkExample(example, `${rule.id} example ${index + 1}`, own));
  const found = nonExamples.map((text, index) => {
    const expanded = expandOrExplain({ text }, `${rule.id} nonExample ${index + 1}`);
    if (typeof expanded === 'string') return expanded;
    return own(expanded.text).length > 0 ? `nonExample ${index + 1} is found` : undefined;
  });
  return [...wrong, ...found].filter((message) => message !== undefined);
}

function checkExample(example: RuleExample, seed: string, own: FindSecrets): string | undefined {
  const name = seed.slice(seed.lastIndexOf(' example ') + 1);
  // Our own scan, and the push protection of whoever hosts the repository, would stop at it.
  if (literalPieces(example.text).some((piece) => own(piece).length > 0)) {
    return `${name} holds a whole credential, expected placeholders`;
  }
  const expanded = expandOrExplain(example, seed);
  if (typeof expanded === 'string') return `${name}: ${expanded}`;
  const findings = own(expanded.text);
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
