/** A run of bytes, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same run in a text that lost its first `count` bytes. */
export function movedBack<Item extends Span>(item: Item, count: number): Item {
  return { ...item, start: item.start - count, end: item.end - count };
}

/** Whether the runs together hold every byte of `span`. */
export function isCovered(span: Span, runs: readonly Span[]): boolean {
  let from = span.start;
  for (const { start, end } of [...runs].sort((a, b) => a.start - b.start)) {
    if (start > from) break;
    from = Math.max(from, end);
  }
  return from >= span.end;
}
