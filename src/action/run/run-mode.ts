import { resolve } from 'node:path';
import { runCli } from '../../cli/run-cli.js';
import type { Inputs } from '../runner/inputs.js';
import type { Runner } from '../runner/runner.js';
import { makeRoom, worldOfRoom } from '../runner/step-room.js';
import { runScript } from './run-script.js';

/**
 * Runs one command with secrets, which are gone when it ends; the post step takes back what a killed step has left.
 *
 * @returns the step's exit code, as of `keepmum run`
 */
export function runInJob(inputs: Inputs, runner: Runner): Promise<number> {
  const { secrets, artefacts, config, receipt, path, command } = inputs;
  const room = makeRoom(runner);
  const flags = [
    ...secrets.flatMap((secret) => ['-e', secret]),
    ...artefacts.map((artefact) => `--artefact=${resolve(runner.workspace, artefact)}`),
    ...(config === '' ? [] : [`--config=${resolve(runner.workspace, config)}`]),
    ...(receipt === '' ? [] : [`--receipt=${resolve(runner.workspace, receipt)}`]),
  ];
  const world = worldOfRoom(room, path, runner);
  return runScript(command, room, (words) => runCli(['run', ...flags, '--', ...words], world));
}
