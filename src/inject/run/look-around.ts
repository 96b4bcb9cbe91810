import type { OwnPart } from '../child/delivery/export-secrets.js';
import type { KnownSecrets } from '../child/known-secrets.js';
import { sweep } from '../sweep/sweep.js';
import type { SweepOutcome } from './run-outcome.js';
import type { RunRequest } from './run-request.js';
import type { RunWatch } from './run-tools.js';

/** What is known when the command has ended. */
export interface Aftermath {
  readonly known: KnownSecrets;
  readonly watch: RunWatch | undefined;
  readonly own: readonly OwnPart[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stop: AbortSignal;
}

/** Looks for the secrets in what the command has left behind; `undefined` if nobody asked for that. */
export async function lookAround(
  { sweep: wanted, command }: Pick<RunRequest, 'sweep' | 'command'>,
  { known, watch, own, startedAt, stop }: Aftermath,
): Promise<SweepOutcome | undefined> {
  if (wanted === undefined || command.length === 0 || known.values.length === 0) return undefined;
  // A search learns from masking commands in what it reads, which must not change what streams know.
  const searched = known.copy();
  const { files, artefacts, tree, sources } = wanted;
  const kept = sources.map((path) => ({ path, from: 0, to: Number.POSITIVE_INFINITY }));
  const result = await sweep(
    {
      files,
      artefacts,
      own: [...own, ...kept],
      stop,
      ...(tree !== undefined && { tree: { root: tree, since: startedAt } }),
    },
    (path) => {
      const alongside = watch?.look?.(path);
      return { secrets: searched.index, ...(alongside !== undefined && { alongside }) };
    },
  );
  const hits = result.hits.flatMap((hit) => {
    const name = searched.nameOf(hit);
    return name === undefined ? [] : [{ path: hit.path, name, form: hit.form, count: hit.count }];
  });
  return { ...result, hits };
}
