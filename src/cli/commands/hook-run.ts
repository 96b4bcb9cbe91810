import type { GitPlace } from '../../hook/ask-git.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-code.js';
import { readInput } from '../hook/read-input.js';
import { scanPush } from '../hook/scan-push.js';
import { tellSkipped } from '../hook/tell-skipped.js';
import { unreadablePush } from '../hook/unreadable-push.js';
import type { World } from '../world.js';

const CLOSING = [
  'the push is stopped: take the secret out of the commit that brought it',
  '(git commit --amend for the last one, git rebase -i for others), then push again',
  'git push --no-verify or KEEPMUM_SKIP=1 push all the same',
];

/** From standard input, as git tells it; or from the variables of the pre-commit program. */
async function tipsOfPush(operands: readonly string[], git: GitPlace, world: World): Promise<readonly string[]> {
  const { pushFromVariables } = await import('../../hook/push/pre-commit-update.js');
  const { pushedTips } = await import('../../hook/push/pushed-tips.js');
  const { readRefUpdates } = await import('../../hook/push/ref-update.js');
  const { remoteRefs } = await import('../../hook/push/remote-refs.js');
  const { idOf } = await import('../../hook/push/id-of.js');
  const push = pushFromVariables(world.env, (name) => idOf(git, name));
  if (push !== undefined) return pushedTips(git, push.updates, remoteRefs(git, push.remote));
  const updates = readRefUpdates('pre-push', await readInput(world));
  if (updates === 'malformed') throw unreadablePush('pre-push');
  return pushedTips(git, updates, remoteRefs(git, operands[1] ?? ''));
}

export const hookRun = defineCommand({
  name: 'hook run',
  summary: 'what the pre-push hook does: look at the commits that go out',
  synopsis: ['hook run pre-push [REMOTE [URL]] < REFS'],
  description: [
    'For a pre-push hook, which passes its own arguments and standard input on: reads which refs are pushed, and looks for secrets in the commits that the remote does not have yet, their messages among them. Deleted refs bring nothing; of a new ref, those commits count that are on none of the branches known of the remote.',
    'Under the pre-commit program, which keeps standard input to itself, its variables are read instead.',
  ],
  operands: { value: 'WORD', summary: 'pre-push, then the name and the URL of the remote', atLeast: 1, atMost: 3 },
  options: [CONFIG_OPTION, ...COMMON_OPTIONS],
  examples: [{ line: 'keepmum hook run pre-push "$@"', does: 'as a line in a hook of your own' }],
  exitCodes: [
    { code: '0', means: 'the commits hold no secrets, or there are none to push' },
    { code: '1', means: 'there are findings: the push stops' },
    { code: '3', means: 'something could not be read: the push stops' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ operands, flags }, world) {
    const [hook = ''] = operands;
    if (hook !== 'pre-push') {
      const { KeepmumError } = await import('../../core/keepmum-error.js');
      const hints = hook === 'pre-commit' ? ['a pre-commit hook runs keepmum scan --staged'] : [];
      throw new KeepmumError('USAGE', `cannot run the hook "${hook}", expected pre-push`, { hints });
    }
    if ((await tellSkipped(hook, world)) === 'skipped') return EXIT.clean;
    const tips = await tipsOfPush(operands, { folder: world.cwd, environment: world.env }, world);
    if (tips.length === 0) return EXIT.clean;
    return scanPush({ tips, settings: {}, configFlag: flags.config, colour: flags.color, closing: CLOSING }, world);
  },
});
