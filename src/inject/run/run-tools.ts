import type { Transform } from 'node:stream';
import type { SecretValue } from '../../core/secret-value.js';
import type { ChildHost } from '../child/child-host.js';
import type { KnownSecrets } from '../child/known-secrets.js';
import type { OutputName, StartedChild } from '../child/started-child.js';
import type { ResolvedSecrets } from '../resolve/resolved-secret.js';
import type { FileSearch } from '../sweep/search-file.js';

/** What a run can do with its command and its secrets while it lasts. */
export interface RunControl {
  readonly child: Pick<StartedChild, 'pid' | 'signal'>;
  /** Hands over a new value in the file of an old one, masked from then on; false if it is in no file. */
  replaceFile(name: string, value: SecretValue): boolean;
}

/** Keeps what was lent, and gives it back. */
export interface LeaseCare {
  /** What was lent is known; nothing has been started. Writes the journal. @throws KeepmumError */
  begin(resolved: ResolvedSecrets): Promise<void>;
  /** The command runs: time to renew. */
  attend(control: RunControl): void;
  /**
   * Gives back all there is, also where `begin` was never reached. Bounded in time; never throws; a second call changes nothing.
   *
   * @param manner `keep`: stores with leases are left as they are, and the journal says so
   */
  end(manner?: 'give-back' | 'keep'): Promise<'given-back' | 'failed'>;
}

/** What watches for things the masker does not know. */
export interface RunWatch {
  /** Sees what goes out. */
  stage?(stream: OutputName): Transform;
  /** Sees what is in a file. */
  look?(path: string): FileSearch['alongside'];
}

/** What a run is done with. */
export interface RunTools {
  readonly host: ChildHost;
  /** Secrets are added to it as they are known; its owner masks messages with it. */
  readonly known: KnownSecrets;
  readonly resolve: (signal: AbortSignal) => Promise<ResolvedSecrets>;
  readonly care: LeaseCare;
  readonly watch?: RunWatch;
  /** Writes a line for people. */
  readonly tell: (message: string) => void;
}
