import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/**
 * Sees to it that neither this process nor what it starts leaves its memory in a file when it crashes. Limits are inherited, so ours
 * are lowered and the command is started as it is, without a shell in between that would change its environment.
 */
export async function forbidCoreDumps(pid: number): Promise<void> {
  emptyDumps();
  await lowerLimit(pid);
}

/** A handler of crashes (`|program` as the kernel's pattern) is called whatever the limit says; then it gets a dump without memory. */
function emptyDumps(): void {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // Not Linux, or a kernel without core dumps.
  }
}

/** Where there is no `prlimit`, nothing is left but the filter on Linux, and the limit of 0 that macOS begins with. */
function lowerLimit(pid: number): Promise<void> {
  return new Promise((resolve) => {
    execFile('prlimit', ['--pid', String(pid), '--core=0:0'], () => resolve());
  });
}
