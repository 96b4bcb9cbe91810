/**
 * Paths travel as byte strings: one character (U+0000–U+00FF) for each byte of the name, so that a name that is no
 * valid UTF-8 stays what it is. They cross to workers as cheaply as any string; only the edges convert.
 */

/** A path as a person typed it, as a byte string without `.` parts and without doubled or trailing slashes. */
export function bytePath(typed: string): string {
  const bytes = Buffer.from(typed, 'utf8').toString('latin1');
  const parts = bytes.split('/').filter((part) => part !== '' && part !== '.');
  return (bytes.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}

/** What `node:fs` takes for a byte string. */
export function openablePath(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}

/** What a person sees for a byte string: U+FFFD for bytes that are no UTF-8, `/` between folders on every system. */
export function shownPath(path: string): string {
  const text = /[^\x00-\x7f]/.test(path) ? openablePath(path).toString('utf8') : path;
  return process.platform === 'win32' ? text.replaceAll('\\', '/') : text;
}

/** The byte path of an entry of a folder; the folder `.` adds nothing, so that `scan .` shows `a.ts`. */
export function childPath(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
