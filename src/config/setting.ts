import { type ErrorCode, KeepmumError } from '../core/keepmum-error.js';

/** One setting as typed: its text, and where to send the reader when it is wrong. */
export interface Setting {
  /** A list's values are joined by commas, a switch is `true` or `false`. */
  readonly text: string;
  /** `"--jobs"`, or `"jobs" in keepmum.toml, line 3`; a function, as finding the line costs more than the scan's start. */
  readonly where: () => string;
  readonly code: Extract<ErrorCode, 'USAGE' | 'CONFIG_INVALID'>;
}

/** The error for a setting whose text cannot be understood. */
export function settingError(setting: Setting, expected: string, hints: readonly string[] = []): KeepmumError {
  const message = `cannot use ${setting.where()}: found "${setting.text}", expected ${expected}`;
  return new KeepmumError(setting.code, message, { hints });
}
