import { readFileSync } from 'node:fs';

/** Groups of processes, by the number of their leader. */
export interface ProcessGroups {
  /** That of the process. */
  readonly own: number;
  /** The one that its terminal is for at the moment; -1 without a terminal. */
  readonly foreground: number;
}

/** @returns `undefined` where there is no /proc, or no such process */
export function processGroups(pid: number): ProcessGroups | undefined {
  try {
    // The name in brackets may hold anything; behind it come state, parent, group, session, terminal, foreground group: proc(5).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { own: Number(fields[2]), foreground: Number(fields[5]) };
  } catch {
    return undefined;
  }
}
