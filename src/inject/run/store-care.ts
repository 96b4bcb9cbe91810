import type { Clock } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { JournalEntry, JournalStore } from '../lease/journal-entry.js';
import { journalStores } from '../lease/journal-stores.js';
import type { LeaseEvent } from '../lease/lease-event.js';
import { type KeptStore, LeaseKeeper } from '../lease/lease-keeper.js';
import { type HeldLeases, type Revocation, revokeAll } from '../lease/revoke-all.js';
import type { Providers } from '../providers/create-providers.js';
import type { Login } from '../providers/lease.js';
import type { ResolvedSecrets } from '../resolve/resolved-secret.js';
import { type MintTools, mintFor } from './mint-again.js';
import type { LeaseCare, RunControl } from './run-tools.js';

/** Time for giving back. A host that cancels a job may kill it before: what is left then is in the journal. */
const GIVE_BACK_MS = 10_000;

/** What caring for leases needs. */
export interface CareTools {
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  tell(event: LeaseEvent): void;
  /** Called at the end, with what could not be given back among it. */
  onRevoked(revocations: readonly Revocation[], logins: readonly Login[]): void;
  /** Whether a name is handed over as a file, which can be replaced while the command runs. */
  inFile(name: string): boolean;
  readonly notify?: MintTools['notify'];
  /** Milliseconds that the command may run; absent: nobody has said. */
  readonly timeLimit?: number;
  /** Absent: none is kept. */
  readonly journal?: RunJournal;
}

/** Says on disk what would be left behind. */
export interface RunJournal {
  /** @throws KeepmumError */
  write(stores: readonly JournalStore[], purpose?: JournalEntry['purpose']): void;
  remove(): void;
}

/** Cares for what the stores of a run have lent. */
export function careFor(providers: Providers, tools: CareTools): LeaseCare {
  return new StoreCare(providers, tools);
}

class StoreCare implements LeaseCare {
  readonly #providers: Providers;
  readonly #tools: CareTools;
  #stores: readonly KeptStore[] = [];
  #keeper: LeaseKeeper | undefined;
  #control: RunControl | undefined;
  #ended: ReturnType<LeaseCare['end']> | undefined;

  constructor(providers: Providers, tools: CareTools) {
    this.#providers = providers;
    this.#tools = tools;
  }

  async begin(resolved: ResolvedSecrets): Promise<void> {
    this.#stores = await this.#storesOf(resolved);
    this.#keeper = new LeaseKeeper(this.#stores, this.#tools, () => this.#updateJournal());
    this.#writeJournal();
    this.#warnOfShortLeases();
  }

  attend(control: RunControl): void {
    this.#control = control;
    this.#keeper?.start();
  }

  end(manner: 'give-back' | 'keep' = 'give-back'): ReturnType<LeaseCare['end']> {
    this.#ended ??= this.#giveBack(manner);
    return this.#ended;
  }

  async #storesOf({ leases, secrets }: ResolvedSecrets): Promise<readonly KeptStore[]> {
    const made = await this.#providers.made();
    return made.flatMap((provider) => {
      const { leases: holder, store } = provider;
      if (holder === undefined) return [];
      const kept = leases
        .filter(({ read }) => read.store === store)
        .map((taken) => {
          const mint = mintFor(taken, secrets, provider, this.#tools.inFile, {
            control: () => this.#control,
            ...(this.#tools.notify !== undefined && { notify: this.#tools.notify }),
          });
          const subject = `${store}://${taken.read.path}`;
          return { subject, lease: taken.lease, ...(mint !== undefined && { mint }) };
        });
      return [{ holder, leases: kept }];
    });
  }

  #held(): readonly HeldLeases[] {
    return this.#stores.map(({ holder }) => ({ holder, leases: this.#keeper?.leasesOf(holder) ?? [] }));
  }

  #writeJournal(): void {
    const { journal, clock } = this.#tools;
    if (journal === undefined) return;
    const stores = journalStores(this.#held(), clock);
    if (stores.length > 0) journal.write(stores);
  }

  /** What stands there already is enough to give back, so that a full disk must not end a renewal. */
  #updateJournal(): void {
    try {
      this.#writeJournal();
    } catch (error) {
      if (!(error instanceof KeepmumError)) throw error;
    }
  }

  #warnOfShortLeases(): void {
    const { timeLimit: needed, tell } = this.#tools;
    if (needed === undefined) return;
    for (const { subject, lease, mint } of this.#stores.flatMap(({ leases }) => leases)) {
      const lasts = lease.seconds * 1000;
      if (!lease.renewable && mint === undefined && lasts < needed) tell({ kind: 'too-short', subject, lasts, needed });
    }
  }

  async #giveBack(manner: 'give-back' | 'keep'): Promise<'given-back' | 'failed'> {
    await this.#keeper?.stop();
    // Where resolving failed, there may be a login all the same.
    if (this.#keeper === undefined) this.#stores = await this.#storesOf({ secrets: [], leases: [] });
    const logins = this.#stores.flatMap(({ holder }) => holder.login() ?? []);
    const held = this.#held();
    // A login without leases is of no use to those who come later: what it has read stays as it is.
    const kept = held.filter(({ leases }) => manner === 'keep' && leases.length > 0);
    const given = held.filter((store) => !kept.includes(store));
    const revocations = await revokeAll(given, GIVE_BACK_MS, this.#tools.clock);
    this.#tools.onRevoked(revocations, logins);
    await this.#providers.close();
    if (revocations.some(({ status }) => status === 'failed')) return 'failed';
    if (kept.length > 0) this.#tools.journal?.write(journalStores(kept, this.#tools.clock), 'kept');
    else this.#tools.journal?.remove();
    return 'given-back';
  }
}
