import type { Program } from '../../hook/block/program.js';
import type { InstallResult, ManagerNote } from '../../hook/install/install-hooks.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { changeLines } from '../hook/change-lines.js';
import { HOOK_OPTIONS, hooksIn } from '../hook/hook-options.js';
import { print } from '../print.js';
import type { World } from '../world.js';

const GLOBAL_OPTION = {
  name: 'global',
  summary: 'for all repositories of this user',
  details:
    "Adds to the hooks that git's global core.hooksPath names; where there is none, it is set to a folder of keepmum's own, from which the hooks that a repository has are run as before.",
  group: 'Which hooks',
} as const;

/** What a person has to do is printed as it is to be pasted; nothing was installed, so that it is no success. */
async function tellManaged({ manager, config, snippet }: ManagerNote, world: World): Promise<number> {
  if (snippet === '') {
    await print(world.stdout, `${manager} runs keepmum already, see ${config}\n`);
    return EXIT.clean;
  }
  const { KeepmumError } = await import('../../core/keepmum-error.js');
  await print(world.stdout, snippet);
  throw new KeepmumError(
    'REFUSED',
    `cannot install the hook: ${manager} keeps the hooks of this repository and would overwrite it, expected keepmum in its configuration`,
    { hints: [`add the lines above to ${config}`] },
  );
}

/** What npx fetched goes away some day, and then the hook stops every commit. */
function cacheNotes({ script }: Program): readonly string[] {
  if (!/[\\/]_npx[\\/]/.test(script)) return [];
  return ['keepmum runs from the cache of npx, which may be emptied: npm install --global keepmum, then install again'];
}

async function tell(result: InstallResult, program: Program, world: World): Promise<number> {
  if (result.kind === 'managed') return tellManaged(result.note, world);
  const shared = result.place.reach === 'shared' ? ['this file belongs to the repository: commit it'] : [];
  await print(world.stdout, changeLines(result.changes, world.cwd, [...shared, ...cacheNotes(program)]));
  return EXIT.clean;
}

export const hookInstall = defineCommand({
  name: 'hook install',
  summary: "look for secrets in every commit or push, by git's hooks",
  synopsis: ['hook install [--pre-commit] [--pre-push] [--global]'],
  description: [
    'Has the hooks of the repository run keepmum: before each commit on what is staged, or before each push on the commits that go out. Without a flag it is the pre-commit hook.',
    'A hook that is there stays as it is; keepmum adds a marked block at its beginning, which keepmum hook uninstall takes out again. core.hooksPath, linked work trees and husky are understood. Where lefthook or pre-commit keep the hooks, it prints what to add to their configuration.',
    'KEEPMUM_SKIP=1 skips the hook once, and says so; so does --no-verify of git commit and git push.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: [...HOOK_OPTIONS, GLOBAL_OPTION, ...COMMON_OPTIONS],
  examples: [
    { line: 'keepmum hook install', does: 'each commit in this repository' },
    { line: 'keepmum hook install --pre-commit --pre-push', does: 'each commit, and each push' },
    { line: 'keepmum hook install --global', does: 'each commit in every repository' },
  ],
  exitCodes: [{ code: '0', means: 'the hooks run keepmum' }, ...FAILURE_EXIT_CODES],
  async run({ flags }, world) {
    const { thisProgram } = await import('../../hook/block/program.js');
    const git = { folder: world.cwd, environment: world.env };
    const hooks = hooksIn(flags, ['pre-commit']);
    const program = thisProgram();
    if (flags.global) {
      const { installGlobally } = await import('../../hook/global/install-global.js');
      const changes = installGlobally(git, hooks, program);
      await print(world.stdout, changeLines(changes, world.cwd, cacheNotes(program)));
      return EXIT.clean;
    }
    const { installHooks } = await import('../../hook/install/install-hooks.js');
    return tell(installHooks(git, hooks, program), program, world);
  },
});
