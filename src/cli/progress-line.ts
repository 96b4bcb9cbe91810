import { amount, byteAmount } from '../scan/report/amounts.js';
import type { World } from './world.js';

const FIRST_AFTER_MS = 500;
const EVERY_MS = 100;
const ERASE = '\r\u001b[K';

/** How far the work is. */
interface Progress {
  readonly files: number;
  readonly bytes: number;
}

/** One line on a terminal, rewritten while something takes long. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Takes the line away. */
  end(): void;
}

const SILENT: ProgressLine = { update: () => {}, end: () => {} };

function lineOf({ files, bytes }: Progress, seconds: number): string {
  return `scanning: ${amount(files, 'file')}, ${byteAmount(bytes)} in ${seconds.toFixed(0)} s`;
}

/** Nothing is shown in the first half second, nor where the terminal is a CI job's log. */
export function startProgress(world: World, wish: 'shown' | 'hidden'): ProgressLine {
  if (wish === 'hidden' || world.audience.stderr !== 'terminal' || world.env.CI) return SILENT;
  const started = performance.now();
  let latest: Progress = { files: 0, bytes: 0 };
  let takeBack: (() => void) | undefined;
  const show = (): void => {
    // Only from here on is there something to clean up; before, a signal may stop the process at once.
    takeBack ??= world.onInterrupt(() => world.stderr.write(ERASE));
    const line = lineOf(latest, (performance.now() - started) / 1000);
    world.stderr.write(ERASE + line.slice(0, world.columns - 1));
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, EVERY_MS).unref();
  }, FIRST_AFTER_MS).unref();
  return {
    update(progress) {
      latest = progress;
    },
    end() {
      clearTimeout(first);
      clearInterval(repeat);
      if (takeBack !== undefined) world.stderr.write(ERASE);
      takeBack?.();
    },
  };
}
