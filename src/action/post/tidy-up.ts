import { rmSync } from 'node:fs';
import { EXIT } from '../../cli/exit-code.js';
import { runCli } from '../../cli/run-cli.js';
import type { World } from '../../cli/world.js';
import { journalFolder } from '../../config/state-folder.js';
import { listJournals } from '../../inject/lease/journal.js';
import { type Inputs, readInputs } from '../runner/inputs.js';
import { type Runner, runnerOf } from '../runner/runner.js';
import { addVariables } from '../runner/runner-file.js';
import { readStepState, worldOfRoom } from '../runner/step-room.js';
import { tellFailure } from '../runner/tell-failure.js';
import { searchJob } from './search-job.js';

/** Gives back what the main step's runs were lent and have not given back themselves. */
async function reapRoom(room: string, { config, path }: Inputs, runner: Runner): Promise<number> {
  if (listJournals(journalFolder({ KEEPMUM_STATE: room }) ?? room).length === 0) return EXIT.clean;
  return runCli(['reap', '--kept', ...(config === '' ? [] : [`--config=${config}`])], worldOfRoom(room, path, runner));
}

/**
 * What comes after the job's steps, in whatever way these ended: looks for the exported secrets where they must not be, takes
 * them out of the environment, and gives back what was lent. A second time changes nothing.
 *
 * @returns the exit code: 1 if a secret got out, 4 if something could not be given back; never throws
 */
export async function tidyUp(world: World): Promise<number> {
  const codes: number[] = [];
  const attempt = async (duty: () => number | Promise<number>): Promise<void> => {
    try {
      codes.push(await duty());
    } catch (error) {
      codes.push(await tellFailure(error, world));
    }
  };
  await attempt(async () => {
    const runner = runnerOf(world);
    const state = readStepState(runner);
    if (state === undefined) return EXIT.clean;
    const { room, exported } = state;
    const inputs = readInputs(world.env);
    await attempt(() => searchJob(exported, inputs, runner));
    await attempt(() => blank(exported, runner));
    await attempt(() => reapRoom(room, inputs, runner));
    // What could not be given back stays in the journal.
    if (codes.every((code) => code <= EXIT.findings)) rmSync(room, { recursive: true, force: true });
    return EXIT.clean;
  });
  return codes.find((code) => code !== EXIT.clean) ?? EXIT.clean;
}

/** Later post steps have no use for them. */
function blank(names: readonly string[], runner: Runner): number {
  addVariables(
    runner,
    names.map((name) => [name, '']),
  );
  return EXIT.clean;
}
