import type { RegexNode } from './regex-tree.js';

/** More variants than this are no literal. */
export const MAX_TEXTS = 256;
const MAX_LENGTH = 128;

/** Nodes never change, and are asked about again wherever they are multiplied out. */
const known = new WeakMap<RegexNode, readonly string[] | undefined>();

/** All texts a node can match, lower-cased, if they are few and short; else undefined. */
export function exactTexts(node: RegexNode): readonly string[] | undefined {
  if (!known.has(node)) known.set(node, findTexts(node));
  return known.get(node);
}

function findTexts(node: RegexNode): readonly string[] | undefined {
  switch (node.kind) {
    case 'chars':
      return node.letters;
    case 'concat':
      return node.parts.reduce<readonly string[] | undefined>(
        (texts, part) => joinTexts(texts, exactTexts(part)),
        [''],
      );
    case 'either': {
      const branches = node.branches.map(exactTexts);
      const all = new Set(branches.flatMap((texts) => texts ?? []));
      return branches.every((texts) => texts !== undefined) && all.size <= MAX_TEXTS ? [...all] : undefined;
    }
    case 'repeat':
      return repeatedTexts(exactTexts(node.part), node.min, node.max);
  }
}

/** Every text of the first followed by every text of the second. */
export function joinTexts(
  first: readonly string[] | undefined,
  second: readonly string[] | undefined,
  maxTexts = MAX_TEXTS,
): readonly string[] | undefined {
  if (!first || !second || first.length * second.length > maxTexts) return undefined;
  const joined = new Set(first.flatMap((start) => second.map((end) => start + end)));
  return [...joined].every((text) => text.length <= MAX_LENGTH) ? [...joined] : undefined;
}

function repeatedTexts(texts: readonly string[] | undefined, min: number, max: number): readonly string[] | undefined {
  if (!texts || max > MAX_LENGTH) return undefined;
  const all = new Set<string>();
  let repeated: readonly string[] | undefined = [''];
  for (let count = 0; count <= max; count++) {
    if (!repeated) return undefined;
    if (count >= min) for (const text of repeated) all.add(text);
    repeated = joinTexts(repeated, texts);
  }
  return all.size <= MAX_TEXTS ? [...all] : undefined;
}
