// Two slips in a long name are still the same name; in a short one, one slip is already a third of it.
const LETTERS_A_SLIP = 3;

/** How many letters must be put in, taken out, changed or swapped with their neighbour. */
function slips(typed: string, known: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: known.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row++) {
    const current = [row];
    for (let column = 1; column <= known.length; column++) {
      const same = typed[row - 1] === known[column - 1];
      let cost = Math.min(
        (current[column - 1] ?? 0) + 1,
        (previous[column] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && typed[row - 1] === known[column - 2] && typed[row - 2] === known[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[known.length] ?? typed.length;
}

/** The known name that was most likely meant, or `undefined` when none is near; capitals do not count. */
export function nearestName(typed: string, known: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / LETTERS_A_SLIP)) + 1;
  for (const name of known) {
    const distance = Math.abs(name.length - wanted.length) < fewest ? slips(wanted, name.toLowerCase()) : fewest;
    if (distance < fewest) {
      fewest = distance;
      nearest = name;
    }
  }
  return nearest;
}
