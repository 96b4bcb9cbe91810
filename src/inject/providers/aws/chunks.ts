/** The list in pieces of at most `most`. */
export function chunksOf<Item>(list: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, index) =>
    list.slice(index * most, (index + 1) * most),
  );
}
