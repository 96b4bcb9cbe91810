import { type Setting, settingError } from './setting.js';

const KIB = 1024;
const BYTES_OF = new Map([
  ['', 1],
  ['k', KIB],
  ['m', KIB ** 2],
  ['g', KIB ** 3],
]);
const MILLISECONDS_OF = new Map([
  ['ms', 1],
  ['', 1000],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
// Timers count milliseconds in 31 bits; a longer limit would fire at once.
const LONGEST_TIME = 2 ** 31 - 1;

function amount(setting: Setting, units: ReadonlyMap<string, number>, expected: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(setting.text.trim()) ?? [];
  const factor = units.get(unit.toLowerCase());
  const value = Math.round(Number(digits) * (factor ?? Number.NaN));
  if (!Number.isSafeInteger(value)) throw settingError(setting, expected);
  return value;
}

/** @returns bytes; K, M and G are powers of 1024, and may be followed by B or iB */
export function readSize(setting: Setting): number {
  const bare = { ...setting, text: setting.text.trim().replace(/(?<=[kmg])i?b$/i, '') };
  return amount(bare, BYTES_OF, 'a size such as 500K, 10M or 2G');
}

/** @returns milliseconds; a bare number is seconds */
export function readDuration(setting: Setting): number {
  const expected = 'a time such as 30s, 5m or 1h';
  const value = amount(setting, MILLISECONDS_OF, expected);
  if (value > LONGEST_TIME) throw settingError(setting, `${expected}, at most 24 days`);
  return value;
}

/** A whole number within limits, both inclusive. */
export function readCount(setting: Setting, least: number, most: number): number {
  const value = /^\d+$/.test(setting.text) ? Number(setting.text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw settingError(setting, `a whole number from ${least} to ${most}`);
}
