import type { OptionSpec } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { FINDING_OPTIONS } from './finding-options.js';
import { KNOWN_SECRET_OPTIONS } from './known-secret-options.js';
import { EXIT_CODE_OPTION, FORMAT_OPTION, MORE_REPORTS_OPTION, REPORT_GROUP } from './report-options.js';

const PASSING = 'What passes';

/** Flags of `keepmum guard`. */
export const GUARD_OPTIONS = [
  ...KNOWN_SECRET_OPTIONS,
  {
    name: 'mask-text',
    value: 'TEXT',
    default: '***',
    summary: 'what stands in the place of a secret',
    group: PASSING,
  },
  {
    name: 'flush-after',
    value: 'TIME',
    default: '20ms',
    summary: 'how long text may wait for what comes behind it; never, to wait for the end',
    details:
      'A credential is told by all of it, and by what stands around it. What has begun to look like one waits for up to a second more.',
    group: PASSING,
  },
  ...FINDING_OPTIONS,
  FORMAT_OPTION,
  {
    name: 'output',
    letter: 'o',
    value: 'FILE',
    default: 'standard error',
    completes: 'file',
    summary: 'where the report goes',
    details: 'A file appears whole or not at all.',
    group: REPORT_GROUP,
  },
  MORE_REPORTS_OPTION,
  EXIT_CODE_OPTION,
  {
    name: 'quiet',
    letter: 'q',
    summary: 'no text report, only the exit code and errors',
    details: 'Reports asked for with -f, -o or --report are written all the same.',
    group: REPORT_GROUP,
  },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];
