import type { ByteSource } from './byte-source.js';
import type { ChildEnd } from './child-end.js';

/** The streams that a command writes. */
export type OutputName = 'stdout' | 'stderr';

export interface ChildOutput {
  readonly name: OutputName;
  readonly source: ByteSource;
}

/** A command that runs, the leader of a process group of its own. */
export interface StartedChild {
  readonly pid: number;
  /** In a terminal both are one. */
  readonly outputs: readonly ChildOutput[];
  /** When the process is gone; its outputs may still have something to say. Never rejects. */
  readonly ended: Promise<ChildEnd>;
  /** Sends a signal to the whole group. A group that is gone is none of our business. */
  signal(name: NodeJS.Signals): void;
}

/** Signals a process group; false if there is none any more. */
export function signalGroup(leader: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(-leader, name);
  } catch {
    // ESRCH: it has ended. EPERM: it has become another user's, as under sudo, and its own parent passes signals on.
    return false;
  }
}
