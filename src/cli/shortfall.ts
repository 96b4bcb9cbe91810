import { KeepmumError } from '../core/keepmum-error.js';
import type { Coverage } from '../scan/coverage.js';
import { missSentence, missSteps, missText, skippedText } from '../scan/report/misses.js';

const MOST_NAMED = 5;

function nothingScanned(coverage: Coverage): KeepmumError {
  const skipped = skippedText(coverage);
  const hints = [
    ...(skipped === '' ? [] : [`skipped: ${skipped}`]),
    ...(coverage.skipped.binary ? ['--binary reads binary files too'] : []),
    ...(coverage.skipped['too-large'] ? ['a larger --max-file-size reads them too'] : []),
    ...missSteps({ ...coverage, missedCount: 0 }),
  ];
  return new KeepmumError('NOTHING_TO_SCAN', 'cannot tell whether there are secrets: nothing was scanned', { hints });
}

/** What a scan left undone, as an error; `undefined` when it saw everything that was asked for. */
export function shortfallOf(coverage: Coverage): KeepmumError | undefined {
  if (coverage.missedCount > 0 || (coverage.state === 'incomplete' && coverage.files + coverage.blobs > 0)) {
    const named = coverage.missed.slice(0, MOST_NAMED).map(missText);
    const others = coverage.missedCount - named.length;
    const hints = [...named, ...(others > 0 ? [`and ${others} more`] : []), ...missSteps(coverage)];
    return new KeepmumError('INCOMPLETE', missSentence(coverage), { hints });
  }
  return coverage.files + coverage.blobs === 0 ? nothingScanned(coverage) : undefined;
}
