import type { RefUpdate } from './ref-update.js';

/** What is pushed, and where to. */
export interface Push {
  readonly updates: readonly RefUpdate[];
  /** Name of the remote, or its URL where it has none. */
  readonly remote: string;
}

/**
 * The pre-commit program keeps standard input to itself, and says in variables what is pushed.
 *
 * @param resolve makes an id of a name; `undefined` for what git does not know
 * @returns `undefined` when it is not that program that runs us
 */
export function pushFromVariables(
  environment: Readonly<Record<string, string | undefined>>,
  resolve: (name: string) => string | undefined,
): Push | undefined {
  if (environment.PRE_COMMIT !== '1') return undefined;
  const { PRE_COMMIT_TO_REF: to, PRE_COMMIT_FROM_REF: from, PRE_COMMIT_LOCAL_BRANCH: branch } = environment;
  const { PRE_COMMIT_REMOTE_NAME: remote = '', PRE_COMMIT_REMOTE_BRANCH: ref = 'HEAD' } = environment;
  const id = resolve(to ?? branch ?? 'HEAD');
  if (id === undefined) return { updates: [], remote };
  return { updates: [{ ref, to: id, from: from === undefined ? undefined : resolve(from) }], remote };
}
