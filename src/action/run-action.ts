import type { World } from '../cli/world.js';
import { type Inputs, type Mode, readInputs } from './runner/inputs.js';
import { type Runner, runnerOf } from './runner/runner.js';
import { tellFailure } from './runner/tell-failure.js';

type InJob = (inputs: Inputs, runner: Runner) => Promise<number>;

/** Loaded when it is known which: a scan needs nothing of what runs commands. */
const MODES: Readonly<Record<Mode, () => Promise<InJob>>> = {
  scan: async () => (await import('./scan/scan-mode.js')).scanInJob,
  run: async () => (await import('./run/run-mode.js')).runInJob,
  guard: async () => (await import('./run/guard-mode.js')).guardInJob,
  export: async () => (await import('./run/export-mode.js')).exportInJob,
};

/**
 * The action's step.
 *
 * @returns the step's exit code; never throws
 */
export async function runAction(world: World): Promise<number> {
  try {
    const inputs = readInputs(world.env);
    const inJob = await MODES[inputs.mode]();
    return await inJob(inputs, runnerOf(world));
  } catch (error) {
    return tellFailure(error, world);
  }
}
