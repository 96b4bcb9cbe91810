import { loadSecrets } from '../../config/load-secrets.js';
import { journalFolder } from '../../config/state-folder.js';
import { storeSettings } from '../../config/store-settings.js';
import { SYSTEM_CLOCK } from '../../core/clock.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { listJournals } from '../../inject/lease/journal.js';
import { isAbandoned, type ReapedRun, reap } from '../../inject/lease/reap.js';
import { Providers } from '../../inject/providers/create-providers.js';
import { EXIT } from '../exit-code.js';
import { print } from '../print.js';
import { quote } from '../quote.js';
import type { World } from '../world.js';

/** Milliseconds for all of it. */
const PATIENCE = 60_000;
/** The same at the end of a run that is about something else. */
const PATIENCE_ASIDE = 10_000;

/** What `keepmum reap` says of a run. */
function reapedLine({ path, status, revoked, ended, failures }: ReapedRun): string {
  const counts = [
    revoked === 0 ? '' : `${revoked} revoked`,
    ended === 0 ? '' : `${ended} over already`,
    failures.length === 0 ? '' : `${failures.length} left`,
  ].filter((part) => part !== '');
  const what = counts.length === 0 ? 'nothing to revoke' : counts.join(', ');
  if (status === 'running') return `${quote(path)} is of a run that goes on, and is left alone`;
  if (status === 'kept') return `${quote(path)} is kept for later steps, and is left alone: reap --kept revokes it`;
  if (status === 'damaged') return `${quote(path)} is damaged, and is left alone: look at it, and remove it`;
  return `${quote(path)}: ${what}`;
}

interface ReapWish {
  readonly configFlag: string | undefined;
  readonly which: 'left' | 'kept-too';
  /** Milliseconds. */
  readonly within: number;
}

/**
 * Revokes what killed runs of this user left behind.
 *
 * @returns one result a journal; none where nothing was left
 * @throws KeepmumError `CONFIG_INVALID`, `USAGE`
 */
async function reapRuns(
  { configFlag, which, within }: ReapWish,
  { env, cwd, onInterrupt }: Pick<World, 'env' | 'cwd' | 'onInterrupt'>,
): Promise<readonly ReapedRun[]> {
  const folder = journalFolder(env);
  if (folder === undefined) return [];
  const settings = storeSettings(loadSecrets({ cwd, configFlag, environment: env }), env);
  const stop = new AbortController();
  const takeBack = onInterrupt(() => stop.abort());
  const providers = new Providers(settings, { clock: SYSTEM_CLOCK, random: Math.random });
  const holderOf = async ({ address, namespace }: { readonly address: string; readonly namespace?: string }) => {
    const vault = settings.vault();
    const isSame = vault.addresses.includes(address) && vault.namespace === namespace;
    return isSame ? (await providers.of('vault')).leases : undefined;
  };
  try {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(within)]);
    const runs = await reap(folder, { clock: SYSTEM_CLOCK, holderOf }, signal, which);
    // The login that reaping took is not to be left behind either.
    for (const { leases } of await providers.made()) await leases?.revokeLogin(signal).catch(() => undefined);
    return runs;
  } finally {
    await providers.close();
    takeBack();
  }
}

/**
 * `keepmum reap`.
 *
 * @returns the exit code
 */
export async function reapAndTell(wish: Omit<ReapWish, 'within'>, world: World): Promise<number> {
  const runs = await reapRuns({ ...wish, within: PATIENCE }, world);
  if (runs.length === 0) await print(world.stdout, 'nothing was left behind\n');
  for (const run of runs) await print(world.stdout, `${reapedLine(run)}\n`);
  const failures = runs.flatMap((run) => run.failures);
  if (failures.length === 0) return EXIT.clean;
  throw new KeepmumError('LEASE_FAILED', `cannot revoke all that was left behind: ${failures[0]}`, {
    hints: [
      ...failures.slice(1, 5),
      'the login that reaps needs the right to update auth/token/revoke-accessor and sys/leases/revoke',
    ],
  });
}

/**
 * What a run does at its end for those before it that were killed. A failure is told, and is no failure of this run.
 *
 * @returns lines for people
 */
export async function reapAside(configFlag: string | undefined, world: World): Promise<readonly string[]> {
  const folder = journalFolder(world.env);
  const isLeft =
    folder !== undefined && listJournals(folder).some(({ entry }) => entry !== undefined && isAbandoned(entry));
  if (!isLeft) return [];
  const runs = await reapRuns({ configFlag, which: 'left', within: PATIENCE_ASIDE }, world);
  return runs.flatMap(({ status, revoked, failures }) => {
    if (status === 'reaped')
      return revoked === 0 ? [] : [`note: revoked what a run that was killed had left: ${revoked}`];
    return failures.map(
      (reason) => `note: a run that was killed has left something: ${reason}; keepmum reap tries again`,
    );
  });
}
