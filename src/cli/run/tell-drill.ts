import type { DrillOutcome, PlacedTrace } from '../../inject/drill/drill.js';
import { EXIT } from '../exit-code.js';
import { quote } from '../quote.js';
import { runExitCode } from './tell-outcome.js';

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** The command's own code comes first: what failed early has not shown everything. */
export function drillExitCode(outcome: DrillOutcome): number {
  const own = runExitCode(outcome, 'warn');
  return own === EXIT.clean && outcome.traces.length > 0 ? EXIT.findings : own;
}

/** What to do about a secret in a place. */
function adviceFor(place: string, variables: readonly string[]): string {
  if (place === 'stdout' || place === 'stderr') {
    return `no masker can undo that: keep the command from printing it (--quiet, set +x, 2>/dev/null), or hand it over with --file`;
  }
  if (variables.some((name) => place.includes(name)))
    return 'later steps read that file: run what needs the secret in its own keepmum run';
  return `keep the command from writing it there, hand it over with --file, or remove the file before it is kept`;
}

function traceLine({ name, form, count, place }: PlacedTrace): string {
  return `error: "${name}" got out in ${quote(place)}, ${form}: ${times(count)}`;
}

/** The report of a drill, for people. */
export function drillLines(outcome: DrillOutcome): readonly string[] {
  const { names, masked, traces, sweep } = outcome;
  const left = sweep?.hits ?? [];
  const places = [...new Set([...traces, ...left.map(({ path }) => ({ place: path }))].map(({ place }) => place))];
  const used = new Set([...masked, ...traces, ...left].map(({ name }) => name));
  const unused = names.filter((name) => !used.has(name));
  return [
    ...masked.map(({ name, stream, form, count }) => `note: masked "${name}" in ${stream} ${times(count)} (${form})`),
    ...traces.map(traceLine),
    ...left.map(({ name, path, form, count }) => `error: "${name}" is in ${quote(path)} (${form}): ${times(count)}`),
    ...places.map(
      (place) => `hint: ${quote(place)}: ${adviceFor(place, ['GITHUB_', '_env_', 'set_output', 'set_env'])}`,
    ),
    ...(sweep?.missed ?? []).map((what) => `note: not searched: ${what}`),
    ...(unused.length > 0 ? [`note: never seen in any output or file: ${unused.join(', ')}`] : []),
    places.length === 0
      ? `drill passed: nothing of ${names.length === 1 ? 'the secret' : `${names.length} secrets`} got out; ${sweep?.searched ?? 0} files searched`
      : `drill failed: secrets got out in ${places.length === 1 ? 'one place' : `${places.length} places`}`,
  ];
}
