import { PassThrough, type Transform } from 'node:stream';
import type { OutputName } from '../child/started-child.js';
import { traceLiterals } from '../child/trace-forms.js';
import type { ResolvedSecrets, SecretWish } from '../resolve/resolved-secret.js';
import { run } from '../run/run.js';
import type { RunOutcome } from '../run/run-outcome.js';
import type { RunRequest } from '../run/run-request.js';
import type { LeaseCare, RunTools } from '../run/run-tools.js';
import { makeCanary } from './make-canary.js';
import { type Trace, TraceFinder, TraceSearch } from './trace-finder.js';

/** A trace of a canary that was not masked, and where. */
export interface PlacedTrace extends Trace {
  /** A stream, or a path. */
  readonly place: string;
}

export interface DrillOutcome extends RunOutcome {
  readonly names: readonly string[];
  readonly traces: readonly PlacedTrace[];
}

/** Nothing was lent. */
const NO_LEASES: LeaseCare = {
  begin: async () => undefined,
  attend: () => undefined,
  end: async () => 'given-back',
};

/** What an answer with credentials made for a run usually holds. */
const USUAL_KEYS = ['USERNAME', 'PASSWORD'];

function canaries(wishes: readonly SecretWish[]): ResolvedSecrets {
  const secrets = wishes.flatMap((wish) => {
    const names = wish.name.endsWith('*') ? USUAL_KEYS.map((key) => wish.name.slice(0, -1) + key) : [wish.name];
    return names.map((name) => ({ ...wish, name, value: makeCanary(name) }));
  });
  return { secrets, leases: [] };
}

/**
 * Runs a command with made-up secrets in the places of real ones, and looks for what becomes of them: what was masked, what got past
 * the masker in pieces or in forms it does not know, what is left in files. No store is asked.
 *
 * @throws KeepmumError if it fails before the command is started
 */
export async function drill(
  request: RunRequest,
  wishes: readonly SecretWish[],
  tools: Pick<RunTools, 'host' | 'known' | 'tell'>,
): Promise<DrillOutcome> {
  const resolved = canaries(wishes);
  const search = new TraceSearch(
    resolved.secrets.flatMap(({ name, value }) => traceLiterals(name, value, makeCanary(name))),
  );
  const finders = new Map<string, TraceFinder>();
  const finderFor = (place: string): TraceFinder => {
    const finder = new TraceFinder(search);
    finders.set(place, finder);
    return finder;
  };
  const outcome = await run(request, {
    ...tools,
    resolve: async () => resolved,
    care: NO_LEASES,
    watch: {
      stage: (stream: OutputName): Transform => {
        const finder = finderFor(stream);
        return new PassThrough({
          transform(chunk: Buffer, _encoding, done) {
            finder.look(chunk);
            done(null, chunk);
          },
        });
      },
      look: (path) => {
        const finder = finderFor(path);
        return (bytes) => finder.look(bytes);
      },
    },
  });
  const traces = [...finders].flatMap(([place, finder]) => finder.traces().map((trace) => ({ ...trace, place })));
  const names = resolved.secrets.map(({ name }) => name);
  return { ...outcome, names, traces: withoutKnown(traces, outcome) };
}

/** In a file, a piece of what was found whole is nothing new. */
function withoutKnown(traces: readonly PlacedTrace[], { sweep }: RunOutcome): readonly PlacedTrace[] {
  return traces.filter(
    ({ place, name, form }) =>
      form !== 'a piece' || !(sweep?.hits ?? []).some((hit) => hit.path === place && hit.name === name),
  );
}
