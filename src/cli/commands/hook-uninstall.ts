import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { EXIT } from '../exit-code.js';
import { changeLines } from '../hook/change-lines.js';
import { HOOK_OPTIONS, hooksIn } from '../hook/hook-options.js';
import { print } from '../print.js';

export const hookUninstall = defineCommand({
  name: 'hook uninstall',
  summary: 'take keepmum out of the hooks, without a trace',
  synopsis: ['hook uninstall [--pre-commit] [--pre-push] [--global]'],
  description: [
    'Takes out what keepmum hook install put in; every byte is then as it was before, and files that keepmum made are gone. Without a flag it is every hook.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: [
    ...HOOK_OPTIONS,
    { name: 'global', summary: 'out of the hooks for all repositories', group: 'Which hooks' },
    ...COMMON_OPTIONS,
  ],
  examples: [{ line: 'keepmum hook uninstall', does: 'as if it had never been there' }],
  exitCodes: [{ code: '0', means: 'keepmum is in none of them' }, ...FAILURE_EXIT_CODES],
  async run({ flags }, world) {
    const { HOOK_NAMES } = await import('../../hook/hook-name.js');
    const git = { folder: world.cwd, environment: world.env };
    const hooks = hooksIn(flags, HOOK_NAMES);
    const changes = flags.global
      ? (await import('../../hook/global/uninstall-global.js')).uninstallGlobally(git)
      : (await import('../../hook/install/uninstall-hooks.js')).uninstallHooks(git, hooks);
    await print(world.stdout, changes.length === 0 ? 'no hook runs keepmum\n' : changeLines(changes, world.cwd, []));
    return EXIT.clean;
  },
});
