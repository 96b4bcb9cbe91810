import { splitName, wordSet } from './name-words.js';

/** Credential words that also stand in values that are labels of theirs. */
const LABEL_WORDS = wordSet(
  'password passwd pass pwd secret token key api apikey auth credential credentials access client user id',
);

/** Why a value without a digit only says its own name again: contained, containing, or words of it. */
export function similarityReason(name: string, value: string): string | undefined {
  const flatName = flatten(name);
  const flatValue = flatten(value);
  if (flatValue === '') return undefined;
  if (flatName === flatValue) return 'the name again';
  if (isNodeOf(value, flatName)) return 'a node called by its name';
  if (/\d/.test(value)) return undefined;
  if (flatValue.length >= 3 && (flatName.includes(flatValue) || flatValue.includes(flatName)))
    return 'the name within it';
  // A random value has no words of its name; a label (`resetPassword`) has nothing but words.
  const names = new Set(splitName(name).filter((word) => word.length >= 4));
  const words = splitName(value);
  if (words.some((word) => names.has(word)) && words.every((word) => /^[a-z]+$/.test(word)))
    return 'a word of the name';
  return words.length > 1 && words.some((word) => LABEL_WORDS.has(word)) && /^[A-Za-z_.\s-]+$/.test(value)
    ? 'a label'
    : undefined;
}

/** `name: name@fd900000`, a device tree's node and its address, also behind its maker (`maker,name@…`). */
function isNodeOf(value: string, flatName: string): boolean {
  const node = /^(?:[\w.-]+,)?([\w.-]+)@[0-9a-f]+$/.exec(value)?.[1];
  return node !== undefined && flatten(node) === flatName;
}

function flatten(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
