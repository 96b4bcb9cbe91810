import type { StartedChild } from '../child/started-child.js';

/** Between being told to end and being killed. Milliseconds. */
const GRACE = 10_000;

/**
 * Tells the command to end when its time is over, and kills it if it does not.
 *
 * @param limit milliseconds
 * @returns takes it back
 */
export function limitTime(
  child: Pick<StartedChild, 'signal'>,
  limit: number,
  tell: (message: string) => void,
): () => void {
  let timer = setTimeout(() => {
    tell('the time limit is over, so the command is told to end');
    child.signal('SIGTERM');
    timer = setTimeout(() => child.signal('SIGKILL'), GRACE);
  }, limit);
  return () => clearTimeout(timer);
}
