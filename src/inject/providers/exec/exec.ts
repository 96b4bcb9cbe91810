import { KeepmumError } from '../../../core/keepmum-error.js';
import type { Provider, SecretAnswer } from '../provider.js';
import { readEach } from '../read-each.js';
import { textAnswer, withoutLineEnd } from '../text-answer.js';
import { callOf, type ExecCommand } from './exec-command.js';
import { type ExecPlace, runCall } from './run-call.js';

const COMMANDS_AT_ONCE = 8;

/** What declared commands print: `exec://NAME`, or `exec://NAME/PATH` where the command takes a path. */
export function execProvider(commands: ReadonlyMap<string, ExecCommand>, place: ExecPlace): Provider {
  const readOne = async (path: string, signal: AbortSignal): Promise<SecretAnswer> => {
    const output = withoutLineEnd(await runCall(callOf(commands, path), place, signal));
    if (output.length > 0) return textAnswer(output);
    throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "exec://${path}": the command printed nothing`);
  };
  return {
    store: 'exec',
    read: (reads, signal) => readEach(reads, COMMANDS_AT_ONCE, ({ path }) => readOne(path, signal)),
    close: () => {},
  };
}
