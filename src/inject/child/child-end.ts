import { constants } from 'node:os';

/** How a command ended: by itself, or by a signal. */
export type ChildEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals };

/** The exit code that tells it, as shells do: the command's own, or 128 + the number of the signal. */
export function exitCodeOf(end: ChildEnd): number {
  return end.kind === 'exited' ? end.code : 128 + constants.signals[end.signal];
}

/** @param signal the number of a signal, 0 or nothing if there was none */
export function endOf(code: number, signal: number | undefined): ChildEnd {
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  return name === undefined ? { kind: 'exited', code } : { kind: 'killed', signal: name as NodeJS.Signals };
}
