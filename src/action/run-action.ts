import { EXIT } from '../cli/exit-code.js';
import type { World } from '../cli/world.js';
import { type Inputs, type Mode, readInputs } from './runner/inputs.js';
import { type Runner, runnerOf } from './runner/runner.js';
import { annotate, tellFailure } from './runner/tell-failure.js';

type InJob = (inputs: Inputs, runner: Runner) => Promise<number>;

/** Loaded when it is known which: a scan needs nothing of what runs commands. */
const MODES: Readonly<Record<Mode, () => Promise<InJob>>> = {
  scan: async () => (await import('./scan/scan-mode.js')).scanInJob,
  run: async () => (await import('./run/run-mode.js')).runInJob,
  guard: async () => (await import('./run/guard-mode.js')).guardInJob,
  export: async () => (await import('./run/export-mode.js')).exportInJob,
};

/** What a scan finds or misses has annotations of its own. Of any other failure nobody would see anything but the log. */
function isAnnotated(mode: Mode, code: number): boolean {
  return code === EXIT.clean || (mode === 'scan' && (code === EXIT.findings || code === EXIT.incomplete));
}

/**
 * The action's step.
 *
 * @returns the step's exit code; never throws
 */
export async function runAction(world: World): Promise<number> {
  try {
    const inputs = readInputs(world.env);
    const inJob = await MODES[inputs.mode]();
    const code = await inJob(inputs, runnerOf(world));
    if (!isAnnotated(inputs.mode, code)) {
      await annotate(`mode ${inputs.mode} ended with exit code ${code}; the step's log says why`, world);
    }
    return code;
  } catch (error) {
    return tellFailure(error, world);
  }
}
