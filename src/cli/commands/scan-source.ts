import { resolve } from 'node:path';
import { readSize } from '../../config/quantity.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { HistoryWish } from '../../scan/git/history/history-wish.js';
import type { ScanSource } from '../../scan/request.js';
import type { ScanFlags } from './scan-settings.js';

/** Flags that only a history has; the first of them that is given asks for one. */
const ASKS_FOR_HISTORY = ['history', 'range'] as const;
const OF_HISTORY = [
  'since',
  'branch',
  'refs',
  'unreachable',
  'max-blob-size',
  'occurrences',
  'recurse-submodules',
  'cache',
] as const;
/** The one that the index has too. */
const SIZE = 'max-blob-size';
const INSTEAD_OF_REFS = ['branch', 'refs', 'unreachable', 'since'] as const;

/**
 * What the flags say is to be read.
 *
 * @returns `undefined` for files and folders
 * @throws KeepmumError USAGE for flags that do not go together
 */
export function sourceFromFlags(flags: ScanFlags, cwd: string): ScanSource | undefined {
  if (flags.log) {
    const other = [...ASKS_FOR_HISTORY, ...OF_HISTORY, 'staged' as const].find((name) => flags[name] !== undefined);
    if (other !== undefined) throw conflict('log', other, 'one of the two');
    return { kind: 'log' };
  }
  const asked = ASKS_FOR_HISTORY.find((name) => flags[name] !== undefined);
  if (flags.staged) {
    const other = [...ASKS_FOR_HISTORY, ...OF_HISTORY].find((name) => name !== SIZE && flags[name] !== undefined);
    if (other !== undefined) throw conflict('staged', other, 'one of the two');
    return { kind: 'staged', maxBlobSize: maxBlobSizeOf(flags) };
  }
  if (asked === undefined) {
    const lonely = OF_HISTORY.find((name) => flags[name] !== undefined);
    if (lonely !== undefined) throw usage(`cannot use "--${lonely}" on files, expected --history with it`);
    return undefined;
  }
  const other = INSTEAD_OF_REFS.find((name) => flags[name] !== undefined);
  if (flags.range !== undefined && other !== undefined) throw conflict('range', other, 'one of the two');
  return { kind: 'history', wish: wishOf(flags, cwd) };
}

function wishOf(flags: ScanFlags, cwd: string): HistoryWish {
  const { branch = [], refs = [], range, since, unreachable, occurrences, cache } = flags;
  return {
    refs: branch.length + refs.length === 0 ? 'all' : refs,
    branches: branch,
    ...(range !== undefined && { range }),
    ...(since !== undefined && { since }),
    unreachable: unreachable ? 'included' : 'left-out',
    maxBlobSize: maxBlobSizeOf(flags),
    occurrences: occurrences === 'all' ? 'all' : 'first',
    submodules: flags['recurse-submodules'] ? 'scanned' : 'named',
    ...(cache !== undefined && { cacheFolder: resolve(cwd, cache) }),
  };
}

function maxBlobSizeOf(flags: ScanFlags): number {
  const text = flags[SIZE];
  return text === undefined ? 0 : readSize({ text, where: () => `"--${SIZE}"`, code: 'USAGE' });
}

function conflict(one: string, other: string, expected: string): KeepmumError {
  return usage(`cannot use "--${one}" together with "--${other}", expected ${expected}`);
}

function usage(message: string): KeepmumError {
  return new KeepmumError('USAGE', message, { hints: ['keepmum scan --help'] });
}
