/** The words of an identifier in lower case: split at signs, at camelCase and before a number's end, e.g. `dbPassword2` → db, password, 2. */
export function splitName(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d+)(?=$|[^\p{L}\d])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== '');
}

/** The word alone, in capitals, glued to others in one word (`dbpassword`) or in the plural. */
export function endsWithWord(word: string, ending: string): boolean {
  return word === ending || (word.length > ending.length && word.endsWith(ending));
}

/** A set of the words of a text, which may be written over several lines. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
