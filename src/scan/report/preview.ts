/** Shorter values show nothing: a few characters of a human password are already too many. */
const SHORTEST_SHOWN = 16;
const SIDE = 4;

/**
 * Shows just enough of a value to recognise it, such as `ghp_…x9Qf`: at most a quarter of it and at most 4+4 characters.
 * Characters that could change what a terminal or page shows appear as `·`.
 */
export function previewOf(value: string): string {
  const characters = [...value];
  if (characters.length < SHORTEST_SHOWN) return '…';
  const shown = Math.min(2 * SIDE, Math.floor(characters.length / 4));
  const head = characters.slice(0, Math.ceil(shown / 2));
  const tail = characters.slice(characters.length - Math.floor(shown / 2));
  return `${head.map(visible).join('')}…${tail.map(visible).join('')}`;
}

function visible(character: string): string {
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? '·' : character;
}
