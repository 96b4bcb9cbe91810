import type { ChildHost } from './child-host.js';
import type { StartedChild } from './started-child.js';

/** What is passed on as it comes. */
const PASSED = ['SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;
/** What tells a command to end. */
const ENDING = ['SIGINT', 'SIGTERM'] as const;
/** A second one within this time means that the first did not help. GitHub waits 7.5 s between the two. */
const TOGETHER_MS = 10_000;
/** How long the command then still has. GitHub kills everything 2.5 s after the second signal, and leases are to be revoked before. */
const GRACE_MS = 1000;
/** How long a command that has something to do before it stops may take. */
const STOP_MS = 50;

/** What the passing on of signals needs besides the child. */
export interface SignalTools {
  readonly host: Pick<ChildHost, 'onSignal' | 'suspend'>;
  /** Called around a stop, so that a terminal is left as it was found. */
  readonly onStop?: () => void;
  readonly onContinue?: () => void;
  /** Milliseconds before a command that was told twice to end is killed; default 1000. */
  readonly grace?: number;
}

/** Passes on to a command what its caller is sent. */
export class SignalForwarder {
  readonly #child: Pick<StartedChild, 'signal'>;
  readonly #tools: SignalTools;
  readonly #listening: (() => void)[];
  #lastEnding = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;
  #abandon: (() => void) | undefined;

  constructor(child: Pick<StartedChild, 'signal'>, tools: SignalTools) {
    this.#child = child;
    this.#tools = tools;
    const { onSignal } = tools.host;
    this.#listening = [
      ...PASSED.map((name) => onSignal(name, () => child.signal(name))),
      ...ENDING.map((name) => onSignal(name, () => this.#end(name))),
      onSignal('SIGTSTP', () => this.stop()),
      onSignal('SIGCONT', () => this.#continue()),
    ];
  }

  /** Stops the command and then this process, until somebody continues it. */
  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#child.signal('SIGTSTP');
    setTimeout(() => {
      // The system ignores SIGTSTP in a session where nobody could continue the group, unless the command has a handler for it.
      this.#child.signal('SIGSTOP');
      this.#tools.onStop?.();
      this.#tools.host.suspend();
      this.#isStopping = false;
    }, STOP_MS);
  }

  /** The command has ended. What tells it to end now ends the waiting for its output. */
  abandonOnEnd(abandon: () => void): void {
    this.#abandon = abandon;
    clearTimeout(this.#timer);
  }

  /** No signal goes anywhere any more: the command's number may soon be another's. */
  close(): void {
    clearTimeout(this.#timer);
    for (const takeBack of this.#listening) takeBack();
  }

  #continue(): void {
    this.#child.signal('SIGCONT');
    this.#tools.onContinue?.();
  }

  #end(name: NodeJS.Signals): void {
    this.#child.signal(name);
    this.#abandon?.();
    const now = performance.now();
    const isRepeated = now - this.#lastEnding < TOGETHER_MS;
    this.#lastEnding = now;
    if (isRepeated) this.#timer ??= setTimeout(() => this.#child.signal('SIGKILL'), this.#tools.grace ?? GRACE_MS);
  }
}
