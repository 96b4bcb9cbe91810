import { join } from 'node:path';

/**
 * Where journals of runs are kept: `KEEPMUM_STATE`, or else keepmum's folder among the user's state by the XDG base directory
 * specification.
 *
 * @returns `undefined` where there is neither that nor a home
 */
export function journalFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { KEEPMUM_STATE, XDG_STATE_HOME, HOME, LOCALAPPDATA } = environment;
  if (KEEPMUM_STATE) return join(KEEPMUM_STATE, 'runs');
  if (XDG_STATE_HOME) return join(XDG_STATE_HOME, 'keepmum', 'runs');
  if (HOME) return join(HOME, '.local', 'state', 'keepmum', 'runs');
  return LOCALAPPDATA ? join(LOCALAPPDATA, 'keepmum', 'runs') : undefined;
}
