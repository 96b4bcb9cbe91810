import type { RegexNode } from './regex-tree.js';

/** Shorter texts stand everywhere. */
const LEAST = 3;
const ASCII = /^[\0-\x7f]+$/;

/**
 * The longest text, lower-cased, that every match holds in some case; undefined when there is none worth a look.
 *
 * @param isKnown whether a text says nothing new, as it is part of a keyword
 */
export function requiredText(tree: RegexNode, isKnown: (text: string) => boolean): string | undefined {
  const texts = textsOf(tree).filter((text) => text.length >= LEAST && ASCII.test(text) && !isKnown(text));
  return texts.sort((a, b) => b.length - a.length)[0];
}

function textsOf(node: RegexNode): readonly string[] {
  switch (node.kind) {
    case 'chars':
      return node.letters?.length === 1 ? node.letters : [];
    // One branch need not hold what another does.
    case 'either':
      return [];
    case 'repeat':
      return node.min > 0 ? textsOf(node.part) : [];
    case 'concat':
      return inSequence(node.parts);
  }
}

function inSequence(parts: readonly RegexNode[]): readonly string[] {
  const texts: string[] = [];
  let text = '';
  for (const part of parts) {
    const letter = part.kind === 'chars' && part.letters?.length === 1 ? part.letters[0] : undefined;
    text += letter ?? '';
    if (letter !== undefined) continue;
    texts.push(text, ...textsOf(part));
    text = '';
  }
  return [...texts, text];
}
