import type { World } from '../../cli/world.js';

/** The job's runner, as an action meets it. */
export interface Runner {
  readonly world: World;
  /** Where the job's files are. */
  readonly workspace: string;
  /** A folder that goes with the job. */
  readonly temporary: string;
  /** `schedule`, `pull_request`, … */
  readonly event: string;
}

/** @param world of the action's process */
export function runnerOf(world: World): Runner {
  const { env, cwd } = world;
  return {
    world,
    workspace: env.GITHUB_WORKSPACE || cwd,
    temporary: env.RUNNER_TEMP || env.TMPDIR || '/tmp',
    event: env.GITHUB_EVENT_NAME ?? '',
  };
}
