import { resolve } from 'node:path';
import { runCli } from '../../cli/run-cli.js';
import type { Inputs } from '../runner/inputs.js';
import type { Runner } from '../runner/runner.js';
import { makeRoom, worldOfRoom } from '../runner/step-room.js';
import { runScript } from './run-script.js';

/**
 * Runs one command and masks credentials in what it prints, also such as nobody has named.
 *
 * @returns the step's exit code, as of `keepmum guard`
 */
export function guardInJob({ config, reports, path, command }: Inputs, runner: Runner): Promise<number> {
  const room = makeRoom(runner);
  const flags = [
    ...(config === '' ? [] : [`--config=${resolve(runner.workspace, config)}`]),
    ...reports.map((report) => `--report=${report}`),
  ];
  const world = worldOfRoom(room, path, runner);
  return runScript(command, room, (words) => runCli(['guard', ...flags, '--', ...words], world));
}
