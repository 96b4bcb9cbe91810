import type { ChildHost } from '../child/child-host.js';
import type { StartedChild } from '../child/started-child.js';

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** Node would open a debugger for the one, and end for the other, with secrets in its memory. */
const IGNORED = ['SIGUSR1', 'SIGUSR2'] as const;

/** Signals before and after the command: they stop what is under way, and never the cleaning up. */
export class RunSignals {
  readonly #stop = new AbortController();
  readonly #listening: (() => void)[];
  #isChildRunning = false;
  #stoppedBy: NodeJS.Signals | undefined;

  constructor({ onSignal }: Pick<ChildHost, 'onSignal'>) {
    this.#listening = [
      ...STOPPING.map((name) => onSignal(name, () => this.#heard(name))),
      ...IGNORED.map((name) => onSignal(name, () => undefined)),
    ];
  }

  /** Aborted by the first signal that is not the command's. */
  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  get stoppedBy(): NodeJS.Signals | undefined {
    return this.#stoppedBy;
  }

  /** From now on signals are the command's; so is one that came while it was being started. */
  handOver(child: Pick<StartedChild, 'signal'>): void {
    this.#isChildRunning = true;
    if (this.#stoppedBy !== undefined) child.signal(this.#stoppedBy);
  }

  /** The command has ended. */
  takeBack(): void {
    this.#isChildRunning = false;
  }

  close(): void {
    for (const takeBack of this.#listening) takeBack();
  }

  #heard(name: NodeJS.Signals): void {
    if (this.#isChildRunning) return;
    this.#stoppedBy ??= name;
    this.#stop.abort();
  }
}
