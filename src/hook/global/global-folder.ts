import { homedir } from 'node:os';
import { join } from 'node:path';
import type { GitPlace } from '../ask-git.js';

/** The folder for hooks of all repositories, when the user has none yet. */
export function globalHookFolder({ environment }: GitPlace): string {
  const config = environment.XDG_CONFIG_HOME || join(environment.HOME || homedir(), '.config');
  return join(config, 'keepmum', 'hooks');
}
