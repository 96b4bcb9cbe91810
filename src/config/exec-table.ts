import type { ExecCommand } from '../inject/providers/exec/exec-command.js';
import { type ConfigFile, configError, tableAt } from './config-file.js';
import { readDuration, readSize } from './quantity.js';
import { readSettings } from './settings-table.js';

const EXEC_SETTINGS = { command: 'list', timeLimit: 'duration', maxOutput: 'size' } as const;
const DEFAULT_TIME_LIMIT = 30_000;
const DEFAULT_MAX_OUTPUT = 1024 ** 2;

function readCommand(file: ConfigFile, path: readonly string[]): ExecCommand {
  const { timeLimit, maxOutput } = readSettings(file, path, EXEC_SETTINGS);
  const { command = [] } = tableAt(file, path) as { command?: readonly string[] };
  if (!command[0]) {
    const hint = `write the program and its arguments: command = ["…", "…"]`;
    throw configError(file, path, `[${path.join('.')}] has no command`, [hint]);
  }
  return {
    argv: command,
    timeLimit: timeLimit === undefined ? DEFAULT_TIME_LIMIT : readDuration(timeLimit),
    maxOutput: maxOutput === undefined ? DEFAULT_MAX_OUTPUT : readSize(maxOutput),
  };
}

/**
 * Reads `[secrets.exec.NAME]`: the commands that references may name.
 *
 * @throws KeepmumError `CONFIG_INVALID` with the line
 */
export function readExecTable(file: ConfigFile): ReadonlyMap<string, ExecCommand> {
  const path = ['secrets', 'exec'];
  return new Map(Object.keys(tableAt(file, path)).map((name) => [name, readCommand(file, [...path, name])]));
}
