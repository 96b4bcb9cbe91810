import { randomUUID } from 'node:crypto';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { Journal } from '../../inject/lease/journal.js';
import type { LeaseEvent } from '../../inject/lease/lease-event.js';
import { processStart } from '../../inject/lease/process-start.js';
import type { Revocation } from '../../inject/lease/revoke-all.js';
import type { Login } from '../../inject/providers/lease.js';
import type { RunJournal } from '../../inject/run/store-care.js';
import { quote } from '../quote.js';

/** What happened to logins and leases, for the receipt. */
export interface LeaseRecords {
  readonly events: LeaseEvent[];
  revocations: readonly Revocation[];
  logins: readonly Login[];
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** What people are told of a lease while the command runs. */
export function leaseLines(event: LeaseEvent, verbosity: 'normal' | 'verbose'): readonly string[] {
  const subject = quote(event.subject);
  switch (event.kind) {
    case 'renewed':
    case 'minted':
      return verbosity === 'verbose' ? [`note: ${event.kind} ${subject} for ${event.seconds} s`] : [];
    case 'renewal-failed':
      return [`note: cannot renew ${subject}: ${event.reason}; it ends in ${seconds(event.remaining)}`];
    case 'ending':
      return [`note: ${subject} ends in ${seconds(event.remaining)}: ${event.reason}`];
    case 'ended':
      return [`note: ${subject} has ended, and the command may still use it`];
    case 'too-short':
      return [
        `note: ${subject} lasts ${seconds(event.lasts)} and cannot be renewed, but the command may run for ${seconds(event.needed)}`,
      ];
  }
}

/** What people are told when something could not be given back. */
export function revocationLines(revocations: readonly Revocation[]): readonly string[] {
  const failed = revocations.filter(({ status }) => status === 'failed');
  const lines = failed.map(
    ({ subject, reason }) => `error: cannot give back ${quote(subject)}: ${reason ?? 'no reason given'}`,
  );
  return failed.length === 0 ? [] : [...lines, 'hint: keepmum reap tries again; otherwise it ends by itself'];
}

/** The journal of this process; `undefined` where there is no folder for it. */
export function journalOf(folder: string | undefined): RunJournal | undefined {
  if (folder === undefined) return undefined;
  const { pid } = process;
  const startedAt = new Date(SYSTEM_CLOCK.wall()).toISOString();
  let journal: Journal | undefined;
  return {
    write(stores, purpose) {
      journal ??= new Journal(folder, `${startedAt.replaceAll(/[:.]/g, '-')}-${pid}-${randomUUID().slice(0, 8)}`);
      journal.write({
        version: 1,
        pid,
        processStart: processStart(pid) ?? '',
        startedAt,
        stores,
        ...(purpose && { purpose }),
      });
    },
    remove: () => journal?.remove(),
  };
}
