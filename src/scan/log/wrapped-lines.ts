/** Columns of terminals and of programs that wrap by themselves, and one less, as some leave the last column free. All are below 256. */
export const WIDTHS: ReadonlySet<number> = new Set([
  72, 76, 79, 80, 99, 100, 119, 120, 131, 132, 159, 160, 199, 200, 239, 240,
]);
const VALUE_END = /[\w+/=.~%:@!$&*-]$/;
const VALUE_START = /^[\w+/=.~%:@!$&*-]/;

/**
 * Whether a terminal or program may have wrapped a line behind this part of it.
 *
 * @param widths of the part with and without a tool's prefix, in characters
 */
export function mayBeWrapped(line: string, widths: readonly number[]): boolean {
  return widths.some((width) => WIDTHS.has(width)) && VALUE_END.test(line);
}

/** Whether a line may be the rest of one that was wrapped. */
export function mayGoOn(next: string): boolean {
  return VALUE_START.test(next);
}
