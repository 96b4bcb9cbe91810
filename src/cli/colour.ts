import type { Audience, World } from './world.js';

export type Colour = 'always' | 'never';

/**
 * Whether to use colour on a stream. NO_COLOR (no-color.org) and FORCE_COLOR count when they are not empty; where
 * both are set FORCE_COLOR wins, as in Node itself.
 *
 * @param wish the value of `--color`
 */
export function chooseColour(wish: string | undefined, env: World['env'], audience: Audience): Colour {
  if (wish === 'always' || wish === 'never') return wish;
  if (env.FORCE_COLOR) return env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false' ? 'never' : 'always';
  if (env.NO_COLOR || env.TERM === 'dumb') return 'never';
  return audience === 'terminal' ? 'always' : 'never';
}
