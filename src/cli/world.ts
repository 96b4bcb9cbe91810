import type { Readable } from 'node:stream';
import type { ChildHost } from '../inject/child/child-host.js';
import type { Output } from './output.js';

/** Whose eyes a stream reaches: a person's now, one user's later, or anybody's. */
export type Audience = 'terminal' | 'private-file' | 'other';

/** Everything of the process that a command may touch, so that the whole command line runs inside a test. */
export interface World {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly audience: { readonly stdout: Audience; readonly stderr: Audience };
  /** Characters a line of the terminal holds. */
  readonly columns: number;
  /** Threads that may run at once. */
  readonly cores: number;
  /**
   * Calls `cleanUp` when the process is told to stop, and then lets it stop.
   *
   * @returns takes the clean-up back
   */
  onInterrupt(cleanUp: () => void): () => void;
  /** For a command that runs another one in its place. */
  childHost(): Promise<ChildHost>;
}
