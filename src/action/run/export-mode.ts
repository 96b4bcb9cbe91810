import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT } from '../../cli/exit-code.js';
import { runCli } from '../../cli/run-cli.js';
import type { Receipt } from '../../inject/receipt/receipt.js';
import type { Inputs } from '../runner/inputs.js';
import type { Runner } from '../runner/runner.js';
import { makeRoom, rememberExports, worldOfRoom } from '../runner/step-room.js';

/**
 * Gives secrets to later steps, masked in all of them; the post step takes them back.
 *
 * @returns the step's exit code, as of `keepmum run`
 */
export async function exportInJob(inputs: Inputs, runner: Runner): Promise<number> {
  const { secrets, config, path } = inputs;
  const room = makeRoom(runner);
  const receipt = inputs.receipt === '' ? join(room, 'receipt.json') : resolve(runner.workspace, inputs.receipt);
  const flags = [
    ...secrets.flatMap((secret) => ['-e', secret]),
    ...(config === '' ? [] : [`--config=${resolve(runner.workspace, config)}`]),
    '--export=github',
    '--keep',
    `--receipt=${receipt}`,
  ];
  const code = await runCli(['run', ...flags], worldOfRoom(room, path, runner));
  if (code === EXIT.clean) rememberExports(runner, namesIn(receipt));
  return code;
}

/** Which variables there are is known only now: `DB_*` stands for every key of a path. */
function namesIn(receipt: string): readonly string[] {
  const { secrets } = JSON.parse(readFileSync(receipt, 'utf8')) as Receipt;
  return secrets.map(({ name }) => name);
}
