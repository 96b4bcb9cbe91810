// The program under measurement is a copy of dist/: a rebuild in the middle of a run must not change what is measured.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param engine `re2`, or `re2js` for a copy that cannot find the native binary
 * @returns the folder of the copy; it goes when the process ends
 */
export function copyProgram(engine = 're2') {
  if (!existsSync(join(root, 'dist/keepmum.cjs'))) throw new Error('there is no dist/: run npm run build first');
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-program-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  if (engine === 're2') symlinkSync(join(root, 'node_modules/re2'), join(folder, 'node_modules/re2'));
  return folder;
}

/** A scan as a command for `measure`: clean, findings or incomplete are all a finished scan. */
export function scanCommand(program, paths, flags = []) {
  const argv = [process.execPath, join(program, 'dist/keepmum.cjs'), 'scan', '--quiet', ...flags, ...paths];
  return { argv, codes: [0, 1, 3], cwd: program };
}
