import { execFileSync } from 'node:child_process';
import type { HostTerminal } from '../child-host.js';
import { processGroups } from './process-groups.js';
import type { TerminalChild } from './start-in-terminal.js';

/** Ctrl-Z. */
const SUSPEND = 0x1a;

/** Makes our terminal and the command's one: keys go in, sizes follow, and our own is left as it was found. */
export class TerminalPassage {
  readonly #terminal: HostTerminal;
  readonly #child: TerminalChild;
  readonly #onSuspend: () => void;
  readonly #stopResizing: () => void;
  #mode: 'raw' | 'cooked' = 'cooked';

  /** @param onSuspend called for a Ctrl-Z that is meant for the command as a whole */
  constructor(terminal: HostTerminal, child: TerminalChild, onSuspend: () => void) {
    this.#terminal = terminal;
    this.#child = child;
    this.#onSuspend = onSuspend;
    this.#stopResizing = terminal.onResize(() => child.resize(terminal.size()));
    this.enter();
  }

  /** Takes the terminal over, also after a stop; in the background it is left alone. */
  enter(): void {
    if (this.#mode === 'raw' || !this.#terminal.isInForeground()) return;
    this.#mode = 'raw';
    this.#terminal.setMode('raw');
    this.#terminal.input.on('data', this.#type);
    this.#terminal.input.resume();
    this.#child.resize(this.#terminal.size());
  }

  /** Gives the terminal back. */
  leave(): void {
    if (this.#mode === 'cooked') return;
    this.#mode = 'cooked';
    this.#terminal.input.off('data', this.#type);
    this.#terminal.input.pause();
    this.#terminal.setMode('cooked');
  }

  close(): void {
    this.#stopResizing();
    this.leave();
  }

  readonly #type = (bytes: Buffer): void => {
    const at = bytes.indexOf(SUSPEND);
    if (at < 0 || !this.#suspendsCommand()) {
      this.#child.write(bytes);
      return;
    }
    if (at > 0) this.#child.write(bytes.subarray(0, at));
    this.#onSuspend();
  };

  /**
   * Whether Ctrl-Z is for the command itself: its terminal makes a signal of it, and no job of a shell in it is in front. The system
   * would ignore that signal, as nobody in the command's session could continue it.
   */
  #suspendsCommand(): boolean {
    const { pid, device } = this.#child;
    return processGroups(pid)?.foreground === pid && makesSignals(device);
  }
}

function makesSignals(device: string): boolean {
  try {
    const flag = process.platform === 'linux' ? '-F' : '-f';
    return /(?:^|\s)isig\b/.test(execFileSync('stty', [flag, device, '-a'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
