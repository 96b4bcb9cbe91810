import { defineCommand } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';

const OPTIONS = [
  {
    name: 'kept',
    summary: 'revoke as well what run --keep has left for those who came later',
    group: 'Reaping',
  },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const;

export const reap = defineCommand({
  name: 'reap',
  summary: 'revoke what a killed run has left behind',
  synopsis: ['reap [OPTIONS]'],
  description: [
    'Before a command starts, run writes a journal: which logins and leases it holds at which store, none of their values. A run that ends in any way but by SIGKILL or a power cut gives them back and removes it.',
    'reap reads the journals of this user, logs in anew with the configuration and environment it is started with, revokes what is still valid, and removes what is done. Runs that go on are left alone, and so is what run --keep has left on purpose.',
    'Journals are in $KEEPMUM_STATE/runs, $XDG_STATE_HOME/keepmum/runs or ~/.local/state/keepmum/runs.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: OPTIONS,
  examples: [{ line: 'keepmum reap', does: 'on a build machine, once an hour' }],
  exitCodes: [
    { code: '0', means: 'nothing is left' },
    { code: '4', means: 'something could not be revoked; it stays in the journal for the next time' },
    ...FAILURE_EXIT_CODES.filter(({ code }) => code !== '4'),
  ],
  async run({ flags }, world) {
    const { reapAndTell } = await import('../run/reap-runs.js');
    return reapAndTell({ configFlag: flags.config, which: flags.kept ? 'kept-too' : 'left' }, world);
  },
});
