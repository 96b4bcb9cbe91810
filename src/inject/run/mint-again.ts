import { KeepmumError } from '../../core/keepmum-error.js';
import type { Mint } from '../lease/kept-lease.js';
import type { Provider } from '../providers/provider.js';
import { chooseValue } from '../resolve/choose-value.js';
import type { ResolvedSecret, TakenLease } from '../resolve/resolved-secret.js';
import type { RunControl } from './run-tools.js';

/** What minting needs besides the store. */
export interface MintTools {
  /** Of the running command; `undefined` before it runs. */
  control(): RunControl | undefined;
  /** Tells the command that its files hold new secrets. */
  readonly notify?: NodeJS.Signals;
}

/**
 * How new secrets take the place of those that one lease gave, or `undefined` if one of them is not in a file: what a variable holds
 * cannot be changed from outside.
 *
 * @param inFile whether a name is handed over as a file
 */
export function mintFor(
  { read, lease }: TakenLease,
  secrets: readonly ResolvedSecret[],
  provider: Provider,
  inFile: (name: string) => boolean,
  { control, notify }: MintTools,
): Mint | undefined {
  const named = secrets.filter((secret) => secret.lease === lease);
  if (named.length === 0 || !named.every(({ name }) => inFile(name))) return undefined;
  return async (signal) => {
    const [outcome] = await provider.read([read], signal);
    if (outcome === undefined || 'error' in outcome) throw outcome?.error ?? noAnswer(read.path);
    const { answer } = outcome;
    if (answer.lease === undefined) throw noAnswer(read.path);
    for (const { name, reference } of named) control()?.replaceFile(name, chooseValue(reference, answer));
    if (notify !== undefined) control()?.child.signal(notify);
    return answer.lease;
  };
}

function noAnswer(path: string): KeepmumError {
  return new KeepmumError('LEASE_FAILED', `cannot ask for a new secret at "${path}": it came without a lease`);
}
