import type { World } from '../../cli/world.js';

/** The action's world with another folder and environment. What is opened at first use stays so. */
export function worldIn({ cwd, env }: Pick<World, 'cwd' | 'env'>, world: World): World {
  const { stdout, stderr, audience, columns, cores } = world;
  return {
    get stdin() {
      return world.stdin;
    },
    stdout,
    stderr,
    audience,
    columns,
    cores,
    env,
    cwd,
    onInterrupt: (cleanUp) => world.onInterrupt(cleanUp),
    childHost: () => world.childHost(),
  };
}
