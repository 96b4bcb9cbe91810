import { readDuration } from '../../config/quantity.js';
import { defineCommand, type OptionSpec } from '../command.js';
import { COMMON_OPTIONS, FAILURE_EXIT_CODES } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { KNOWN_SECRET_OPTIONS } from './known-secret-options.js';

const MASKING = 'Masking';

const OPTIONS = [
  ...KNOWN_SECRET_OPTIONS,
  {
    name: 'mask-text',
    value: 'TEXT',
    default: '***',
    summary: 'what stands in the place of a secret',
    group: MASKING,
  },
  {
    name: 'flush-after',
    value: 'TIME',
    default: 'never',
    summary: 'give out held-back text after this long a silence, as in 200ms',
    details:
      'Text that could be the start of a secret waits for what comes next, so a prompt may appear late. What already is half a secret is held back all the same.',
    group: MASKING,
  },
  { name: 'fail-on-hit', summary: 'exit with 1 if anything was masked', group: MASKING },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];

export const mask = defineCommand({
  name: 'mask',
  summary: 'replace known secrets in whatever passes through, in every form',
  synopsis: [
    'mask --values FILE [OPTIONS] < IN > OUT',
    'mask --env NAME [OPTIONS] < IN > OUT',
    'mask --references REF [OPTIONS] < IN > OUT',
  ],
  description: [
    'Copies standard input to standard output and puts *** in the place of each secret: as it is, and encoded, escaped or quoted in the ways that programs do it.',
    'Secrets come from a file, from the environment or from a store, never from the command line, where every user of the machine could read them.',
  ],
  operands: { value: 'WORD', summary: 'none', atLeast: 0, atMost: 0 },
  options: OPTIONS,
  examples: [
    { line: 'make test 2>&1 | keepmum mask --env DEPLOY_TOKEN,DB_PASSWORD', does: 'keep two secrets out of a log' },
    {
      line: 'keepmum mask --values secrets.json --fail-on-hit < build.log > /dev/null',
      does: 'whether this log leaked',
    },
    {
      line: 'keepmum mask --references vault://kv/ci/db,aws-sm://prod/mail#token < build.log',
      does: 'mask what two stores hold',
    },
  ],
  exitCodes: [
    { code: '0', means: 'everything was copied' },
    { code: '1', means: 'something was masked, with --fail-on-hit' },
    { code: '3', means: 'the file of secrets could not be read' },
    ...FAILURE_EXIT_CODES,
  ],
  async run({ flags }, world) {
    const { runMask } = await import('./mask.js');
    const { namesIn, referencesIn } = await import('./known-secrets.js');
    const flushAfter = flags['flush-after'];
    return runMask(
      {
        env: namesIn(flags.env),
        references: referencesIn(flags.references),
        config: flags.config,
        onHit: flags['fail-on-hit'] ? 'fail' : 'pass',
        shortSecrets: flags['mask-short'] ? 'mask' : 'refuse',
        ...(flags.values !== undefined && { values: flags.values }),
        ...(flags['mask-text'] !== undefined && { maskText: flags['mask-text'] }),
        ...(flushAfter !== undefined && {
          flushAfter: readDuration({ text: flushAfter, where: () => '"--flush-after"', code: 'USAGE' }),
        }),
      },
      world,
    );
  },
});
