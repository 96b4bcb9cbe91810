import { REPORT_FORMATS } from '../../scan/report/formats.js';
import type { OptionSpec } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { FINDING_OPTIONS } from './finding-options.js';
import { KNOWN_SECRET_OPTIONS } from './known-secret-options.js';

const PASSING = 'What passes';
const REPORT = 'Report';

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
  {
    name: 'format',
    letter: 'f',
    value: 'FORMAT',
    choices: REPORT_FORMATS,
    default: 'text',
    summary: 'how the report is written',
    group: REPORT,
  },
  {
    name: 'output',
    letter: 'o',
    value: 'FILE',
    default: 'standard error',
    completes: 'file',
    summary: 'where the report goes',
    details: 'A file appears whole or not at all.',
    group: REPORT,
  },
  {
    name: 'report',
    value: 'FORMAT=FILE',
    times: 'many',
    completes: 'file',
    summary: 'write one more report into a file',
    group: REPORT,
  },
  {
    name: 'exit-code',
    value: 'N',
    default: '1',
    summary: 'the exit code for findings, instead of 1',
    details: 'The other exit codes stay as they are.',
    group: REPORT,
  },
  {
    name: 'quiet',
    letter: 'q',
    summary: 'no text report, only the exit code and errors',
    details: 'Reports asked for with -f, -o or --report are written all the same.',
    group: REPORT,
  },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];
