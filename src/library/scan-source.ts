import { KeepmumError } from '../core/keepmum-error.js';
import type { HistoryWish } from '../scan/git/history/history-wish.js';
import type { ScanSource } from '../scan/request.js';
import type { ScanOptions } from './scan-options.js';

const WHOLE: HistoryWish = {
  refs: 'all',
  branches: [],
  unreachable: 'left-out',
  maxBlobSize: 0,
  occurrences: 'first',
  submodules: 'named',
};

type Sources = { readonly [Key in 'history' | 'staged' | 'range' | 'input']: ScanOptions[Key] | undefined };

/**
 * What the options say is to be read.
 *
 * @returns `undefined` for files and folders
 * @throws KeepmumError USAGE for options that do not go together
 */
export function sourceOf({ history, staged, range, input }: Sources): ScanSource | undefined {
  const asked = [staged && 'staged', (history || range !== undefined) && 'history', input && 'input'].filter(Boolean);
  if (asked.length > 1) {
    throw new KeepmumError('USAGE', `cannot scan "${asked.join('" and "')}" at once, expected one of them`);
  }
  if (staged) return { kind: 'staged' };
  if (!history && range === undefined) return undefined;
  const part = history === true || history === undefined ? {} : history;
  // Who names branches does not want all refs besides.
  const refs = part.refs ?? (part.branches === undefined ? WHOLE.refs : []);
  return { kind: 'history', wish: { ...WHOLE, ...part, refs, ...(range !== undefined && { range }) } };
}
