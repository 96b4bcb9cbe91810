import type { OptionSpec } from '../command.js';
import { COMMON_OPTIONS } from '../common-options.js';
import { CONFIG_OPTION } from '../config-option.js';
import { FINDING_OPTIONS } from './finding-options.js';
import { EXIT_CODE_OPTION, FORMAT_OPTION, MORE_REPORTS_OPTION, REPORT_GROUP } from './report-options.js';
import { SCAN_SOURCE_OPTIONS } from './scan-source-options.js';

const WHAT = 'What is read';

/** Flags of `keepmum scan`. */
export const SCAN_OPTIONS = [
  {
    name: 'all-files',
    summary: 'read what git ignores too',
    details:
      'Inside a repository, files that .gitignore and its kin leave out are not read, unless they are tracked. The folder .git is never walked.',
    group: WHAT,
  },
  {
    name: 'binary',
    summary: 'read binary files too',
    details: 'Without it they are counted as skipped. Text in UTF-16 is not binary.',
    group: WHAT,
  },
  {
    name: 'max-file-size',
    value: 'SIZE',
    default: 'no limit',
    summary: 'skip larger files, as in 500K, 10M or 2G',
    details: 'What is skipped is counted in the report.',
    group: WHAT,
  },
  {
    name: 'time-limit',
    value: 'TIME',
    default: 'no limit',
    summary: 'stop after this long, as in 30s, 5m or 1h',
    details: 'What was not read by then makes the scan incomplete.',
    group: WHAT,
  },
  {
    name: 'jobs',
    letter: 'j',
    value: 'N',
    default: 'one for each core',
    summary: 'threads that read and search',
    group: WHAT,
  },
  ...SCAN_SOURCE_OPTIONS,
  ...FINDING_OPTIONS,
  {
    name: 'baseline',
    value: 'FILE',
    completes: 'file',
    summary: 'leave out what this earlier JSON report holds',
    details: 'A secret is known by its fingerprint, wherever it stands. What is left out is counted.',
    group: 'What counts as a finding',
  },
  FORMAT_OPTION,
  {
    name: 'output',
    letter: 'o',
    value: 'FILE',
    default: 'standard output',
    completes: 'file',
    summary: 'where the report goes',
    details: 'A file appears whole or not at all. - is standard output.',
    group: REPORT_GROUP,
  },
  MORE_REPORTS_OPTION,
  {
    name: 'reveal',
    summary: 'show the secrets themselves',
    details: 'Only on a terminal, or in files that nobody else can read (mode 0600); refused otherwise.',
    group: REPORT_GROUP,
  },
  EXIT_CODE_OPTION,
  {
    name: 'quiet',
    letter: 'q',
    summary: 'no text report and no progress, only the exit code and errors',
    details: 'Reports asked for with -f, -o or --report are written all the same.',
    group: REPORT_GROUP,
  },
  CONFIG_OPTION,
  ...COMMON_OPTIONS,
] as const satisfies readonly OptionSpec[];
