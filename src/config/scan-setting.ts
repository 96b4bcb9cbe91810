import type { Setting } from './setting.js';

/** How a value of `[scan]` is written in TOML. */
export type SettingKind = 'word' | 'count' | 'size' | 'duration' | 'switch' | 'list';

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

export type ScanSettingName = keyof typeof SCAN_SETTINGS;

/** A scan as typed: what flags or `[scan]` say, not yet understood. */
export type RawScan = { readonly [Name in ScanSettingName]?: Setting };
