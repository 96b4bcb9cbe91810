import { pipeline } from 'node:stream/promises';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { MaskHits } from '../../mask/hit-counter.js';
import { createMaskStream } from '../../mask/mask-stream.js';
import { SecretIndex, type ShortSecrets } from '../../mask/secret-index.js';
import { EXIT } from '../exit-code.js';
import type { World } from '../world.js';
import { collectSecrets, type KnownSecrets } from './known-secrets.js';

/** What `keepmum mask` was asked to do. At least one secret's place is given. */
export interface MaskOptions extends KnownSecrets {
  readonly maskText?: string;
  /** `fail`: exit with 1 if anything was masked. */
  readonly onHit: 'pass' | 'fail';
  /** Milliseconds, see `MaskStreamOptions`. */
  readonly flushAfter?: number;
  readonly shortSecrets: ShortSecrets;
}

/**
 * Copies standard input to standard output with the secrets masked. A reader that goes away early is no error.
 * @returns the exit code.
 * @throws KeepmumError `USAGE`, `PATH_NOT_FOUND`, `REFUSED`, and those of the stores that references lead to.
 */
export async function runMask(
  options: MaskOptions,
  world: Pick<World, 'stdin' | 'stdout' | 'stderr' | 'env' | 'cwd' | 'onInterrupt'>,
): Promise<number> {
  checkGiven(options);
  const tell = (message: string) => world.stderr.write(`keepmum: ${message}\n`);
  const { shortSecrets, maskText, flushAfter } = options;
  const index = new SecretIndex({ shortSecrets, onWarning: tell, ...(maskText === undefined ? {} : { maskText }) });
  for (const secret of await collectSecrets(options, world)) index.add(secret);
  const mask = createMaskStream(index, flushAfter === undefined ? {} : { flushAfter });
  try {
    await pipeline(world.stdin, mask, world.stdout.stream, { end: false });
  } catch (error) {
    if (!isClosedPipe(error) && !world.stdout.stream.destroyed) throw error;
  }
  const hits = mask.hits();
  if (options.onHit === 'pass' || hits.length === 0) return EXIT.clean;
  tell(describeHits(hits));
  return EXIT.findings;
}

function checkGiven({ values, env = [], references = [] }: KnownSecrets): void {
  if (values !== undefined || env.length > 0 || references.length > 0) return;
  throw new KeepmumError('USAGE', 'cannot mask without secrets: none given, expected --values, --env or --references');
}

function describeHits(hits: readonly MaskHits[]): string {
  const total = hits.reduce((sum, { count }) => sum + count, 0);
  const parts = hits.map(({ secret, form, count }) => `secret ${secret + 1} as ${form}: ${count}`);
  return `masked ${total} ${total === 1 ? 'occurrence' : 'occurrences'} (${parts.join(', ')})`;
}

function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}
