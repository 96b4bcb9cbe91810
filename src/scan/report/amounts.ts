import type { Summary } from './summary.js';

/** `1 file`, `1,234 files`. Not by Intl: loading its data takes longer than a small scan. */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Decimal units, three digits at most: `512 bytes`, `4.2 kB`, `56 MB`. */
export function byteAmount(bytes: number): string {
  if (bytes < 1000) return amount(bytes, 'byte');
  let value = bytes;
  let unit = 'bytes';
  for (const next of ['kB', 'MB', 'GB', 'TB']) {
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : grouped(Math.round(value))} ${unit}`;
}

/** `0.04 s`, `1.3 s`, `75 s`. */
export function secondAmount(seconds: number): string {
  return `${seconds < 0.095 ? seconds.toFixed(2) : seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** `3 secrets in 7 places: 1 critical, 2 high`. */
export function verdict(summary: Summary): string {
  const severities = Object.entries(summary.bySeverity)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${grouped(count)} ${severity}`);
  return `${amount(summary.findings, 'secret')} in ${amount(summary.occurrences, 'place')}: ${severities.join(', ')}`;
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
