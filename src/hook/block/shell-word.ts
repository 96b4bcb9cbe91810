/** A word as sh reads it back unchanged; Windows' separators become the ones that Git's sh knows. */
export function shellWord(word: string): string {
  const path = /^[A-Za-z]:\\/.test(word) ? word.replaceAll('\\', '/') : word;
  return `'${path.replaceAll("'", "'\\''")}'`;
}
