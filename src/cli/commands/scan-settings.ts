import type { RawScan } from '../../config/scan-setting.js';
import type { Setting } from '../../config/setting.js';
import type { Flags } from '../command.js';
import type { SCAN_OPTIONS } from './scan-options.js';

export type ScanFlags = Flags<typeof SCAN_OPTIONS>;

function setting(flag: keyof ScanFlags, text: string): Setting {
  return { text, where: () => `"--${flag}"`, code: 'USAGE' };
}

/** The flags that a keepmum.toml could hold too, in the same shape. */
export function settingsFromFlags(flags: ScanFlags): RawScan {
  const { confidence, severity, jobs, binary, only, skip } = flags;
  return {
    ...(confidence !== undefined && { confidence: setting('confidence', confidence) }),
    ...(severity !== undefined && { severity: setting('severity', severity) }),
    ...(jobs !== undefined && { jobs: setting('jobs', jobs) }),
    ...(flags['max-file-size'] !== undefined && { maxFileSize: setting('max-file-size', flags['max-file-size']) }),
    ...(flags['time-limit'] !== undefined && { timeLimit: setting('time-limit', flags['time-limit']) }),
    ...(binary && { binary: setting('binary', 'true') }),
    ...(flags['all-files'] && { allFiles: setting('all-files', 'true') }),
    ...(flags['no-inline-allow'] && { inlineAllow: setting('no-inline-allow', 'false') }),
    ...(only !== undefined && { only: setting('only', only.join(',')) }),
    ...(skip !== undefined && { skip: setting('skip', skip.join(',')) }),
  };
}
