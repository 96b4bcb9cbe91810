import { shownPath } from './byte-path.js';

/**
 * The path that filters look at (is it a test, a document?). Folders above the one that was asked for say nothing about
 * its content: a project checked out under /tmp/test is not all tests. What was typed relative to here counts as typed.
 *
 * @param path byte path of a file
 * @param roots as typed
 */
export function judgedPath(path: string, roots: readonly string[]): string {
  const shown = shownPath(path);
  if (!shown.startsWith('/') && !shown.startsWith('..')) return shown;
  const inside = roots.flatMap((root) => {
    const folder = root.endsWith('/') ? root : `${root}/`;
    return shown.startsWith(folder) ? [shown.slice(folder.length)] : [];
  });
  const shortest = inside.sort((a, b) => a.length - b.length)[0];
  return shortest ?? shown.slice(shown.lastIndexOf('/') + 1);
}
