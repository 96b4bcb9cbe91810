import type { MissReason } from './coverage.js';

/** Why something asked for was not read. */
export interface Miss {
  readonly reason: MissReason;
  readonly detail: string;
}

/** What was not read before the time was over. */
export const LATE: Miss = { reason: 'time-limit', detail: 'the time limit was reached' };

/** What the system says, without the call and the path that node appends: who tells of a miss names the path. */
export function systemDetail({ message }: Error): string {
  return message.split(', ', 1)[0] ?? message;
}

/** What kept something of the file system from being read. */
export function fileMiss(error: unknown): Miss {
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'vanished' : 'unreadable';
  return { reason, detail: systemDetail(error as Error) };
}
