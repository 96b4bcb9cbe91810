import type { HookChange } from '../../hook/install/add-to-hook.js';
import { shownFrom } from './shown-from.js';

const WORDS: Readonly<Record<HookChange['change'], string>> = {
  made: 'installed',
  added: 'installed, before what the hook did already',
  renewed: 'installed anew',
  unchanged: 'was installed already',
  removed: 'taken out; the rest of the hook is as it was',
  deleted: 'taken out, and the file with it',
};

/** One line a hook, then the notes. */
export function changeLines(changes: readonly HookChange[], cwd: string, notes: readonly string[]): string {
  const lines = changes.map(({ hook, path, change }) => `${hook}: ${WORDS[change]}, ${shownFrom(cwd, path)}`);
  return [...lines, ...notes].map((line) => `${line}\n`).join('');
}
