import { KeepmumError } from '../core/keepmum-error.js';
import type { Coverage } from '../scan/coverage.js';
import { missSentence, missSteps, missText, skippedText } from '../scan/report/misses.js';

const MOST_NAMED = 5;

function nothingScannedHints(coverage: Coverage): readonly string[] {
  const skipped = skippedText(coverage);
  return [
    ...(skipped === '' ? [] : [`skipped: ${skipped}`]),
    ...(coverage.skipped.binary ? ['--binary reads binary files too'] : []),
    ...(coverage.skipped['too-large'] ? ['a larger --max-file-size reads them too'] : []),
    ...missSteps({ ...coverage, missedCount: 0 }),
  ];
}

function missedHints(coverage: Coverage): readonly string[] {
  const named = coverage.missed.slice(0, MOST_NAMED).map(missText);
  const others = coverage.missedCount - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : []), ...missSteps(coverage)];
}

/**
 * What a scan left undone, as an error; `undefined` when it saw everything that was asked for.
 *
 * @param length `brief` leaves the hints to a text report that has them too
 */
export function shortfallOf(coverage: Coverage, length: 'brief' | 'full'): KeepmumError | undefined {
  if (coverage.missedCount > 0) {
    const hints = length === 'full' ? missedHints(coverage) : [];
    return new KeepmumError('INCOMPLETE', missSentence(coverage), { hints });
  }
  if (coverage.state === 'complete') return undefined;
  const hints = length === 'full' ? nothingScannedHints(coverage) : [];
  return new KeepmumError('NOTHING_TO_SCAN', 'cannot tell whether there are secrets: nothing was scanned', { hints });
}
