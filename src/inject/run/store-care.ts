import type { Clock } from '../../core/clock.js';
import type { LeaseEvent } from '../lease/lease-event.js';
import { type KeptStore, LeaseKeeper } from '../lease/lease-keeper.js';
import { type Revocation, revokeAll } from '../lease/revoke-all.js';
import type { Providers } from '../providers/create-providers.js';
import type { TakenLease } from '../resolve/resolved-secret.js';
import type { LeaseCare } from './run-tools.js';

/** Time for giving back. A host that cancels a job kills it some seconds later. */
const GIVE_BACK_MS = 5000;

/** What caring for leases needs. */
export interface CareTools {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  tell(event: LeaseEvent): void;
  /** Called at the end, with what could not be given back among it. */
  onRevoked(revocations: readonly Revocation[]): void;
}

/** Cares for what the stores of a run have lent. */
export function careFor(providers: Providers, tools: CareTools): LeaseCare {
  let taken: readonly TakenLease[] = [];
  let keeper: LeaseKeeper | undefined;
  let ended: Promise<'given-back' | 'failed'> | undefined;
  const stores = async (): Promise<readonly KeptStore[]> => {
    const made = await providers.made();
    return made.flatMap(({ store, leases: holder }) => {
      const lent = taken.filter(({ read }) => read.store === store);
      const leases = lent.map(({ read, lease }) => ({ subject: `${store}://${read.path}`, lease }));
      return holder === undefined ? [] : [{ holder, leases }];
    });
  };
  const end = async () => {
    const kept = await stores();
    await keeper?.stop();
    const held = kept.map(({ holder, leases }) => ({
      holder,
      leases: keeper?.leasesOf(holder) ?? leases.map(({ lease }) => lease),
    }));
    const revocations = await revokeAll(held, GIVE_BACK_MS, tools.clock);
    tools.onRevoked(revocations);
    await providers.close();
    return revocations.some(({ status }) => status === 'failed') ? 'failed' : 'given-back';
  };
  return {
    async begin(resolved) {
      taken = resolved.leases;
      keeper = new LeaseKeeper(await stores(), tools);
    },
    attend: () => keeper?.start(),
    end: () => {
      ended ??= end();
      return ended;
    },
  };
}
