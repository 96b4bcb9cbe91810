import type { LeaseEvent } from '../lease/lease-event.js';
import type { Revocation } from '../lease/revoke-all.js';
import type { Login } from '../providers/lease.js';
import { printReference } from '../reference/print-reference.js';
import type { RunOutcome } from '../run/run-outcome.js';

/** What a run did with secrets, for people who check pipelines; no values. Its schema is docs/schema/receipt.schema.json. */
export interface Receipt {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'keepmum'; readonly version: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly exitCode: number;
  readonly logins: readonly ReceiptLogin[];
  readonly secrets: readonly {
    readonly name: string;
    readonly reference: string;
    /** What asked for it: a flag, a line of keepmum.toml. */
    readonly source: string;
    readonly version?: string;
    readonly lease?: { readonly id: string; readonly seconds: number; readonly renewable: boolean };
  }[];
  readonly leaseEvents: readonly LeaseEvent[];
  readonly revocations: readonly Revocation[];
  readonly masked: RunOutcome['masked'];
  readonly sweep: 'off' | NonNullable<RunOutcome['sweep']>;
}

/** A login as the receipt shows it: a clock's reading means nothing to others. */
type ReceiptLogin = Omit<Login, 'grantedAt'>;

/** What the receipt is made from. */
export interface ReceiptFacts {
  readonly version: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly exitCode: number;
  readonly outcome: RunOutcome;
  readonly logins: readonly Login[];
  readonly leaseEvents: readonly LeaseEvent[];
  readonly revocations: readonly Revocation[];
}

export function makeReceipt(facts: ReceiptFacts): Receipt {
  const { outcome, logins, leaseEvents, revocations, exitCode } = facts;
  return {
    schemaVersion: 1,
    tool: { name: 'keepmum', version: facts.version },
    startedAt: facts.startedAt.toISOString(),
    endedAt: facts.endedAt.toISOString(),
    exitCode,
    logins: logins.map(({ grantedAt: _, ...login }) => login),
    secrets: outcome.secrets.map(({ name, reference, source, version, lease }) => ({
      name,
      reference: printReference(reference),
      source,
      ...(version !== undefined && { version }),
      ...(lease !== undefined && { lease: { id: lease.id, seconds: lease.seconds, renewable: lease.renewable } }),
    })),
    leaseEvents,
    revocations,
    masked: outcome.masked,
    sweep: outcome.sweep ?? 'off',
  };
}
