import { KeepmumError } from '../../core/keepmum-error.js';
import type { Program } from '../block/program.js';
import { shellWord } from '../block/shell-word.js';
import { HOOK_WORDS, type HookName } from '../hook-name.js';
import { type HookFile, isExecutable } from '../place/hook-file.js';
import { interpreterOf } from '../place/interpreter.js';

/** `line`: the hook can be made to work by hand, with the line that keepmum would have added. */
interface Refusal {
  readonly found: string;
  readonly hint: string;
  readonly shows?: 'line';
}

const BY_HAND = { hint: 'let it start this first, and end with an error when that fails:', shows: 'line' } as const;

function interpreterRefusal(text: string): Refusal | undefined {
  const interpreter = interpreterOf(text);
  switch (interpreter.kind) {
    case 'shell':
      return undefined;
    case 'other':
      return { found: `it is written for ${interpreter.name}`, ...BY_HAND };
    case 'binary':
      return { found: 'it is a program', ...BY_HAND };
    default: {
      const thing = interpreter.kind === 'misplaced' ? 'a byte order mark' : 'a carriage return';
      const hint = 'save it as plain text with line feeds only, then install again';
      return { found: `its first line has ${thing}, so that it cannot start`, hint };
    }
  }
}

function refusalOf(file: HookFile, permission: 'needed' | 'not-needed'): Refusal | undefined {
  if (file.state === 'missing') return undefined;
  if (file.state === 'folder') return { found: 'it is no file', hint: 'move it away, then install again' };
  if (file.state === 'link') return { found: 'it is a link to a file elsewhere', ...BY_HAND };
  if (permission === 'needed' && !isExecutable(file)) {
    const hint = 'make it run with chmod +x or take it away with rm, then install again';
    return { found: 'it is not executable, so that git does not run it', hint };
  }
  return interpreterRefusal(file.text);
}

/**
 * Says why a hook that is there is not touched, and what to do instead.
 *
 * @param permission husky reads its hooks itself, so that they need none to be run
 * @throws KeepmumError REFUSED
 */
export function refuseHook(
  file: HookFile,
  permission: 'needed' | 'not-needed',
  hook: HookName,
  program: Program,
): void {
  const refusal = refusalOf(file, permission);
  if (refusal === undefined) return;
  const line = `${shellWord(program.node)} ${shellWord(program.script)} ${HOOK_WORDS[hook]}`;
  throw new KeepmumError(
    'REFUSED',
    `cannot add to the hook "${file.path}": ${refusal.found}, expected a shell script or no file`,
    { hints: [refusal.hint, ...(refusal.shows === 'line' ? [line] : [])] },
  );
}
