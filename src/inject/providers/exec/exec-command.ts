import { KeepmumError } from '../../../core/keepmum-error.js';
import { nearestName } from '../../../core/nearest-name.js';

/** A command that prints a secret, as keepmum.toml declares it. */
export interface ExecCommand {
  /** The program and its arguments; `{path}` in an argument is what stands after `exec://NAME/`. No shell sees it. */
  readonly argv: readonly string[];
  /** Milliseconds. */
  readonly timeLimit: number;
  /** Bytes. */
  readonly maxOutput: number;
}

/** A command with its arguments filled in. */
export interface ExecCall extends ExecCommand {
  /** Of the reference. */
  readonly path: string;
}

const PLACEHOLDER = '{path}';

function refuse(path: string, found: string, hints: readonly string[] = []): never {
  throw new KeepmumError('REFERENCE_INVALID', `cannot read "exec://${path}": ${found}`, { hints });
}

function declared(commands: ReadonlyMap<string, ExecCommand>, path: string, name: string): ExecCommand {
  const command = commands.get(name);
  if (command !== undefined) return command;
  const nearest = nearestName(name, commands.keys());
  const hint =
    nearest === undefined ? `declare it: [secrets.exec.${name}] command = ["…"]` : `did you mean "${nearest}"?`;
  return refuse(path, `keepmum.toml declares no command "${name}"`, [hint]);
}

/**
 * The call that a reference's path means.
 *
 * @throws KeepmumError `REFERENCE_INVALID`
 */
export function callOf(commands: ReadonlyMap<string, ExecCommand>, path: string): ExecCall {
  const slash = path.indexOf('/');
  const name = slash < 0 ? path : path.slice(0, slash);
  const rest = slash < 0 ? '' : path.slice(slash + 1);
  const command = declared(commands, path, name);
  const takesPath = command.argv.some((word) => word.includes(PLACEHOLDER));
  if (takesPath && rest === '') refuse(path, `the command takes a path, expected exec://${name}/PATH`);
  if (!takesPath && slash >= 0) refuse(path, `the command has no "${PLACEHOLDER}", expected exec://${name}`);
  // An address must not become an option of the program.
  if (rest.startsWith('-') && command.argv.some((word) => word.startsWith(PLACEHOLDER))) {
    refuse(path, 'the path begins with "-", which the program would take for an option');
  }
  return { ...command, path, argv: command.argv.map((word) => word.replaceAll(PLACEHOLDER, () => rest)) };
}
