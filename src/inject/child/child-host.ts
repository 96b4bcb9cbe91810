import type { Readable, Writable } from 'node:stream';

/** A terminal that this process reads and writes. */
export interface HostTerminal {
  readonly input: Readable;
  /** Characters a line, lines. */
  size(): { readonly columns: number; readonly rows: number };
  /** `raw`: every key comes as it is typed, and nothing is done about it. `cooked`: as it was found. */
  setMode(mode: 'raw' | 'cooked'): void;
  /** Whether this process may change the terminal; one in the background would be stopped for trying. */
  isInForeground(): boolean;
  /** @returns takes the listener back */
  onResize(listener: () => void): () => void;
}

/** What of our own process a child's life depends on, so that nothing here reaches for it. */
export interface ChildHost {
  readonly pid: number;
  /** This and standard error are done with what is written to them when they call back, or count nothing in `writableLength`. */
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** A stream that the host of a pipeline reads for its commands, and nobody keeps: what it hides stands there as it is. */
  readonly commands?: Writable;
  /** Absent unless standard input, output and error are all a terminal. */
  readonly terminal?: HostTerminal;
  /**
   * Takes a signal's own effect away and calls `listener` instead.
   * @returns takes the listener back
   */
  onSignal(signal: NodeJS.Signals, listener: () => void): () => void;
  /** Stops this process, as Ctrl-Z does, until somebody continues it. */
  suspend(): void;
  /** Calls `last` when the process ends in whatever way it still notices. It must not wait for anything. */
  onExit(last: () => void): () => void;
}
