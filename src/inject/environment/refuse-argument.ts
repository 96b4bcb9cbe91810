import { KeepmumError } from '../../core/keepmum-error.js';

/** A place for a secret, as in templates. */
export function placeholderOf(names: Iterable<string>): RegExp {
  const either = [...names].map((name) => name.replaceAll(/[^A-Za-z0-9_]/g, '')).join('|');
  return new RegExp(`\\{\\{[ \\t]*(${either})[ \\t]*\\}\\}`, 'g');
}

/**
 * Keeps secrets out of command lines, which every user of the machine and every audit log can read.
 * @throws KeepmumError `REFUSED` if a word asks for one
 */
export function refuseArguments(command: readonly string[], names: readonly string[]): void {
  if (names.length === 0) return;
  const placeholder = placeholderOf(names);
  for (const word of command) {
    const name = [...word.matchAll(placeholder)][0]?.[1];
    if (name === undefined) continue;
    throw new KeepmumError(
      'REFUSED',
      `refusing to put the secret "${name}" on a command line: everybody on the machine can read it there`,
      {
        hints: [
          `let a shell put it in, which keeps it to itself for its own commands: sh -c 'printf %s "$${name}" | …'`,
          `or hand over a file: --file ${name}=REFERENCE sets ${name} to its path`,
        ],
      },
    );
  }
}
