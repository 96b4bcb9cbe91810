import type { Clock } from '../../core/clock.js';
import type { JournalStore } from './journal-entry.js';
import type { HeldLeases } from './revoke-all.js';

/** A span of the monotonic clock, as the time when it is over. */
function endOf({ grantedAt, seconds }: { readonly grantedAt: number; readonly seconds: number }, clock: Clock): string {
  const age = clock.monotonic() - grantedAt;
  return new Date(clock.wall() - age + seconds * 1000).toISOString();
}

/** What would be left behind at each store if this process were killed now. A login of the user's own is not ours to revoke. */
export function journalStores(held: readonly HeldLeases[], clock: Clock): readonly JournalStore[] {
  return held.flatMap(({ holder, leases }) => {
    const login = holder.login();
    if (login === undefined) return [];
    const { address, namespace, accessor, origin, seconds, grantedAt } = login;
    const isOurs = origin === 'made' && accessor !== undefined;
    if (!isOurs && leases.length === 0) return [];
    return [
      {
        address,
        ...(namespace !== undefined && { namespace }),
        ...(isOurs && { accessor }),
        ...(isOurs && seconds !== undefined && { loginEnds: endOf({ grantedAt, seconds }, clock) }),
        leases: leases.map((lease) => ({ id: lease.id, ends: endOf(lease, clock) })),
      },
    ];
  });
}
