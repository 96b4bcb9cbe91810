import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { KeepmumError } from '../../core/keepmum-error.js';
import type { SecretValue } from '../../core/secret-value.js';
import type { MaskHits } from '../../mask/hit-counter.js';
import { createMaskStream } from '../../mask/mask-stream.js';
import { type MaskableSecret, SecretIndex, type ShortSecrets } from '../../mask/secret-index.js';
import { secretsInValuesFile } from '../../mask/values-file.js';
import { EXIT } from '../exit-code.js';
import type { World } from '../world.js';

/** What `keepmum mask` was asked to do. At least one of `values`, `env` and `references` is given. */
export interface MaskOptions {
  /** Path of a file of values, see `secretsInValuesFile`. */
  readonly values?: string;
  /** Names of environment variables whose values are secrets. */
  readonly env?: readonly string[];
  /** Addresses of secrets, for `resolve`. */
  readonly references?: readonly string[];
  readonly resolve?: (references: readonly string[]) => Promise<readonly SecretValue[]>;
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
 * @throws KeepmumError `USAGE`, `PATH_NOT_FOUND`, `REFUSED`.
 */
export async function runMask(
  options: MaskOptions,
  world: Pick<World, 'stdin' | 'stdout' | 'stderr' | 'env'>,
): Promise<number> {
  const tell = (message: string) => world.stderr.write(`keepmum: ${message}\n`);
  const { shortSecrets, maskText, flushAfter } = options;
  const index = new SecretIndex({ shortSecrets, onWarning: tell, ...(maskText === undefined ? {} : { maskText }) });
  for (const secret of await collectSecrets(options, world.env)) index.add(secret);
  const mask = createMaskStream(index, flushAfter === undefined ? {} : { flushAfter });
  try {
    await pipeline(world.stdin, mask, world.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error) && !world.stdout.destroyed) throw error;
  }
  const hits = mask.hits();
  if (options.onHit === 'pass' || hits.length === 0) return EXIT.clean;
  tell(describeHits(hits));
  return EXIT.findings;
}

async function collectSecrets(options: MaskOptions, env: World['env']): Promise<MaskableSecret[]> {
  const { values, env: names = [], references = [], resolve } = options;
  if (values === undefined && names.length === 0 && references.length === 0) {
    throw new KeepmumError(
      'USAGE',
      'cannot mask without secrets: none given, expected --values, --env or --references',
    );
  }
  if (references.length > 0 && resolve === undefined) {
    throw new KeepmumError('USAGE', 'cannot resolve references: no provider is configured, expected --values or --env');
  }
  const fromFile = values === undefined ? [] : await readValues(values);
  const resolved = references.length === 0 ? [] : ((await resolve?.(references)) ?? []);
  return [...fromFile, ...names.flatMap((name) => readVariable(name, env)), ...resolved];
}

async function readValues(path: string): Promise<Uint8Array[]> {
  try {
    return secretsInValuesFile(await readFile(path), basename(path));
  } catch (cause) {
    throw new KeepmumError(
      'PATH_NOT_FOUND',
      `cannot read "${path}": no such readable file, expected a file of values`,
      {
        cause,
      },
    );
  }
}

/** An empty variable is an unset secret in most pipelines, so it hides nothing and is no error; a name that is not there may be a typing error. */
function readVariable(name: string, env: World['env']): string[] {
  const value = env[name];
  if (value !== undefined) return value.trim() === '' ? [] : [value];
  throw new KeepmumError(
    'USAGE',
    `cannot mask the variable "${name}": not set, expected a variable of this environment`,
  );
}

function describeHits(hits: readonly MaskHits[]): string {
  const total = hits.reduce((sum, { count }) => sum + count, 0);
  const parts = hits.map(({ secret, form, count }) => `secret ${secret + 1} as ${form}: ${count}`);
  return `masked ${total} ${total === 1 ? 'occurrence' : 'occurrences'} (${parts.join(', ')})`;
}

function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}
