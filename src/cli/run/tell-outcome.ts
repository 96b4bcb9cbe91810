import { constants } from 'node:os';
import { exitCodeOf } from '../../inject/child/child-end.js';
import type { RunOutcome } from '../../inject/run/run-outcome.js';
import { EXIT } from '../exit-code.js';
import { quote } from '../quote.js';

/** More places than this are counted, not listed. */
const MOST_LISTED = 20;

/** What a run ends with. @param onRevokeFailure what it means if something could not be given back */
export function runExitCode(outcome: RunOutcome, onRevokeFailure: 'fail' | 'warn'): number {
  const { end, stoppedBy, failure, sweep, leases } = outcome;
  if (stoppedBy !== undefined) return 128 + constants.signals[stoppedBy];
  const own = end === undefined ? EXIT.clean : exitCodeOf(end);
  if (own !== EXIT.clean) return own;
  if (failure !== undefined) return EXIT.failed;
  if ((sweep?.hits.length ?? 0) > 0) return EXIT.findings;
  return leases === 'failed' && onRevokeFailure === 'fail' ? EXIT.failed : EXIT.clean;
}

/** Lines for people about what was found in files. */
export function sweepLines({ sweep }: Pick<RunOutcome, 'sweep'>): readonly string[] {
  const { hits = [], missed = [] } = sweep ?? {};
  const listed = hits.slice(0, MOST_LISTED).map(({ path, name, form, count }) => {
    const times = count === 1 ? '' : `, ${count} times`;
    return `error: the command left the secret "${name}" in ${quote(path)} (${form}${times})`;
  });
  const rest = hits.length - listed.length;
  return [
    ...listed,
    ...(rest > 0 ? [`error: and in ${rest} more places`] : []),
    ...(hits.length > 0 ? ['hint: remove it before it is uploaded or committed, and replace the secret'] : []),
    ...missed.slice(0, MOST_LISTED).map((what) => `note: not searched for secrets: ${what}`),
  ];
}

/** For `--verbose`: what was masked, by name. */
export function maskedLines({ masked }: Pick<RunOutcome, 'masked'>): readonly string[] {
  return masked.map(({ stream, name, form, count }) => {
    const times = count === 1 ? 'once' : `${count} times`;
    return `note: masked "${name}" in ${stream} ${times} (${form})`;
  });
}
