import type { RawSettings, SettingKind } from './settings-table.js';

/** Keys of `[scan]`; each is also a flag, whose name is the key in kebab case. */
export const SCAN_SETTINGS = {
  confidence: 'word',
  severity: 'word',
  jobs: 'count',
  maxFileSize: 'size',
  timeLimit: 'duration',
  binary: 'switch',
  allFiles: 'switch',
  inlineAllow: 'switch',
  only: 'list',
  skip: 'list',
} as const satisfies Record<string, SettingKind>;

type ScanSettingName = keyof typeof SCAN_SETTINGS;

/** A scan as typed: what flags or `[scan]` say, not yet understood. */
export type RawScan = RawSettings<ScanSettingName>;
