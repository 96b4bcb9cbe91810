import { readFileSync } from 'node:fs';

/** Of the fields of /proc/PID/stat behind the name, which may itself hold blanks and brackets: proc(5). */
const START_TIME_FIELD = 19;

/**
 * Tells a process from a later one with the same number: on Linux its start in clock ticks since boot with the id of that boot,
 * elsewhere an empty text.
 *
 * @returns `undefined` if there is no such process
 */
export function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return isAlive(pid) ? '' : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD]}`;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
