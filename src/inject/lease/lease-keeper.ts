import { KeepmumError } from '../../core/keepmum-error.js';
import type { Lease, Login } from '../providers/lease.js';
import type { LeaseHolder } from '../providers/provider.js';
import { type KeepTools, keepRenewed } from './keep-renewed.js';
import type { KeptLease, Mint, Renewable } from './kept-lease.js';
import { SHORTEST_SECONDS } from './renewal-delay.js';

/** A store with what it has lent to this run. */
export interface KeptStore {
  readonly holder: LeaseHolder;
  readonly leases: readonly KeptLease[];
}

/** How often secrets that cannot be renewed may be minted again, in all: a store must not fill with credentials. */
const MINTS_PER_RUN = 50;

function mintsSpent(subject: string): KeepmumError {
  const found = `${MINTS_PER_RUN} were made in this run`;
  return new KeepmumError('LEASE_FAILED', `cannot ask for a new secret at "${subject}": ${found}, expected fewer`, {
    hints: ['give the secret a longer time to live at the store'],
  });
}

/** Keeps the leases and logins of a run alive while its command runs. */
export class LeaseKeeper {
  readonly #tools: KeepTools;
  readonly #stores: readonly KeptStore[];
  readonly #stopped = new AbortController();
  /** Every lease held now, by store: what is to be revoked at the end. */
  readonly #held: Map<LeaseHolder, Set<Lease>>;
  readonly #onChange: () => void;
  #running: Promise<unknown> = Promise.resolve();
  #mintsLeft = MINTS_PER_RUN;

  /** @param onChange called when a lease was renewed or minted, so that the journal can be written */
  constructor(stores: readonly KeptStore[], tools: KeepTools, onChange: () => void = () => undefined) {
    this.#stores = stores;
    this.#tools = tools;
    this.#onChange = onChange;
    this.#held = new Map(stores.map(({ holder, leases }) => [holder, new Set(leases.map(({ lease }) => lease))]));
  }

  /** The leases held now. */
  leasesOf(holder: LeaseHolder): readonly Lease[] {
    return [...(this.#held.get(holder) ?? [])];
  }

  start(): void {
    const { signal } = this.#stopped;
    const subjects = this.#stores.flatMap(({ holder, leases }) => {
      const login = holder.login();
      const kept = leases.map(({ subject, lease, mint }) => this.#renewableLease(holder, subject, lease, mint));
      return login === undefined ? kept : [...kept, this.#renewableLogin(holder, login)];
    });
    this.#running = Promise.all(subjects.map((subject) => keepRenewed(subject, this.#tools, signal)));
  }

  /** Stops renewing; a renewal under way is given up. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  #renewableLogin(holder: LeaseHolder, login: Login): Renewable {
    return {
      subject: 'login',
      seconds: login.seconds,
      grantedAt: login.grantedAt,
      means: login.renewable ? 'renew' : 'nothing',
      renew: async (signal) => {
        const renewed = await holder.renewLogin(login.seconds ?? SHORTEST_SECONDS, signal);
        this.#onChange();
        return this.#renewableLogin(holder, renewed);
      },
    };
  }

  #renewableLease(holder: LeaseHolder, subject: string, lease: Lease, mint: Mint | undefined): Renewable {
    const { seconds, grantedAt, renewable } = lease;
    const afterwards = mint === undefined ? undefined : this.#mintable(holder, subject, lease, mint);
    if (!renewable && afterwards !== undefined) return afterwards;
    const renew = async (signal: AbortSignal) => {
      const renewed = await holder.renew(lease, seconds, signal);
      this.#replace(holder, lease, renewed);
      return this.#renewableLease(holder, subject, renewed, mint);
    };
    const means = renewable ? 'renew' : 'nothing';
    return { subject, seconds, grantedAt, means, renew, ...(afterwards !== undefined && { afterwards }) };
  }

  #mintable(holder: LeaseHolder, subject: string, { seconds, grantedAt }: Lease, mint: Mint): Renewable {
    const renew = async (signal: AbortSignal) => {
      if (this.#mintsLeft-- <= 0) throw mintsSpent(subject);
      const minted = await mint(signal);
      // The old one stays on the list: it may still be valid, and is revoked at the end.
      this.#held.get(holder)?.add(minted);
      this.#onChange();
      return this.#renewableLease(holder, subject, minted, mint);
    };
    return { subject, seconds, grantedAt, means: 'mint', renew };
  }

  #replace(holder: LeaseHolder, before: Lease, after: Lease): void {
    const held = this.#held.get(holder);
    held?.delete(before);
    held?.add(after);
    this.#onChange();
  }
}
