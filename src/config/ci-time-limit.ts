/** Seconds, and the moment they count from, in ISO 8601. */
const GITLAB = { limit: 'CI_JOB_TIMEOUT', started: 'CI_JOB_STARTED_AT' } as const;
/** Minutes; Buildkite does not tell when the job began. */
const BUILDKITE_LIMIT = 'BUILDKITE_TIMEOUT';

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && text !== '' && value > 0 ? value : undefined;
}

/**
 * How long the job that we run in may still take, where its host says so.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds; `undefined` where the host does not say, as GitHub
 */
export function ciTimeLimit(
  environment: Readonly<Record<string, string | undefined>>,
  now: number,
): number | undefined {
  const seconds = positive(environment[GITLAB.limit]);
  if (seconds !== undefined) {
    const started = Date.parse(environment[GITLAB.started] ?? '');
    return Math.max(0, seconds * 1000 - (Number.isNaN(started) ? 0 : Math.max(0, now - started)));
  }
  const minutes = positive(environment[BUILDKITE_LIMIT]);
  return minutes === undefined ? undefined : minutes * 60_000;
}
