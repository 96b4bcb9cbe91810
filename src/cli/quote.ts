const LONGEST = 200;

/** A word of the user's inside a message: in double quotes, and not endless. */
export function quote(word: string): string {
  return `"${word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word}"`;
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
