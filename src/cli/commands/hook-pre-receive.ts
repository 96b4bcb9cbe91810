import type { RawScan } from '../../config/scan-setting.js';
import type { Setting } from '../../config/setting.js';
import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-code.js';
import { readInput } from '../hook/read-input.js';
import { scanPush } from '../hook/scan-push.js';
import { unreadablePush } from '../hook/unreadable-push.js';

/** A push that takes longer looks broken to whoever waits for it. */
const TIME_LIMIT = '60s';
/** Whatever is on a branch or tag here was let in before. */
const EVERY_REF = 'refs/';

const CLOSING = [
  'the push is refused, and nothing of it is stored',
  'take the secret out of the commit that brought it (git commit --amend for the',
  'last one, git rebase -i for others), push again, and revoke the secret if',
  'anybody else could have read it',
];

function settingOf(flag: string, text: string): Setting {
  return { text, where: () => `"--${flag}"`, code: 'USAGE' };
}

function settingsOf(flags: { readonly 'time-limit'?: string; readonly 'no-inline-allow'?: true }): RawScan {
  return {
    timeLimit: settingOf('time-limit', flags['time-limit'] ?? TIME_LIMIT),
    ...(flags['no-inline-allow'] && { inlineAllow: settingOf('no-inline-allow', 'false') }),
  };
}

export const hookPreReceive = defineCommand({
  name: 'hook pre-receive',
  summary: "refuse pushes that bring secrets, as a server's pre-receive hook",
  synopsis: ['hook pre-receive [OPTIONS] < REFS'],
  description: [
    'For the hook pre-receive of a repository on a server: reads which refs are pushed, looks for secrets in the commits that no ref of the repository leads to yet, and refuses the whole push when there is one. What git received lies in quarantine until then, and goes away with a refused push.',
    'Whoever pushes sees the findings, without values, and what to do. What could not be looked at in time is refused too.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: [
    {
      name: 'time-limit',
      value: 'TIME',
      default: TIME_LIMIT,
      summary: 'refuse what takes longer to look at, as in 30s or 5m',
      group: 'What is refused',
    },
    {
      name: 'no-inline-allow',
      summary: 'refuse what a comment in the file allows too',
      group: 'What is refused',
    },
    CONFIG_OPTION,
    ...COMMON_OPTIONS,
  ],
  examples: [{ line: 'exec keepmum hook pre-receive', does: 'the last line of hooks/pre-receive' }],
  exitCodes: [
    { code: '0', means: 'the commits hold no secrets, or there are none' },
    { code: '1', means: 'there are findings: the push is refused' },
    { code: '3', means: 'something could not be read in time: the push is refused' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ flags }, world) {
    const { pushedTips } = await import('../../hook/push/pushed-tips.js');
    const { readRefUpdates } = await import('../../hook/push/ref-update.js');
    const updates = readRefUpdates('pre-receive', await readInput(world));
    if (updates === 'malformed') throw unreadablePush('pre-receive');
    const tips = pushedTips({ folder: world.cwd, environment: world.env }, updates, EVERY_REF);
    if (tips.length === 0) return EXIT.clean;
    const settings = settingsOf(flags);
    return scanPush({ tips, settings, configFlag: flags.config, colour: flags.color, closing: CLOSING }, world);
  },
});
