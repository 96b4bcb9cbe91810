import { REPORT_FORMATS } from '../../scan/report/formats.js';
import type { OptionSpec } from '../command.js';

export const REPORT_GROUP = 'Report';

export const FORMAT_OPTION = {
  name: 'format',
  letter: 'f',
  value: 'FORMAT',
  choices: REPORT_FORMATS,
  default: 'text',
  summary: 'how the report is written',
  group: REPORT_GROUP,
} as const satisfies OptionSpec;

export const MORE_REPORTS_OPTION = {
  name: 'report',
  value: 'FORMAT=FILE',
  times: 'many',
  completes: 'file',
  summary: 'write one more report into a file',
  group: REPORT_GROUP,
} as const satisfies OptionSpec;

export const EXIT_CODE_OPTION = {
  name: 'exit-code',
  value: 'N',
  default: '1',
  summary: 'the exit code for findings, instead of 1',
  details: 'The other exit codes stay as they are.',
  group: REPORT_GROUP,
} as const satisfies OptionSpec;
