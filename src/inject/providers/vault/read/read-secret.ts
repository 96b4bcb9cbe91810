import type { Clock } from '../../../../core/clock.js';
import { KeepmumError } from '../../../../core/keepmum-error.js';
import { printReference } from '../../../reference/print-reference.js';
import type { SecretAnswer, SecretRead } from '../../provider.js';
import { isRecord, recordAt } from '../json-shape.js';
import { StoreFailure } from '../transport/store-failure.js';
import type { VaultCall, VaultReply } from '../transport/vault-call.js';
import { storeError } from '../vault-error.js';
import { answerFrom } from './answer-from.js';
import { goneVersion, isVersioned, kvAnswer } from './kv-answer.js';
import type { Mount, Mounts } from './mounts.js';

/** What one read needs; `ask` goes with the login. */
export interface ReadTools {
  readonly ask: (call: VaultCall) => Promise<VaultReply>;
  readonly mounts: Mounts;
  readonly clock: Clock;
}

const versionQuery = ({ options }: SecretRead) =>
  options.version === undefined ? {} : { query: { version: options.version } };

/** A deleted version is a 404 with what is left of it. */
function failureOf(text: string, failure: unknown): unknown {
  const metadata = failure instanceof StoreFailure ? recordAt(recordAt(failure.body, 'data'), 'metadata') : {};
  return goneVersion(text, metadata) ?? storeError(`read "${text}"`, failure);
}

async function readVersioned(read: SecretRead, mountPath: string, text: string, { ask, clock }: ReadTools) {
  const rest = read.path.slice(mountPath.length);
  const call: VaultCall = { method: 'GET', path: `${mountPath}data/${rest}`, ...versionQuery(read), safety: 'read' };
  try {
    const reply = await ask(call);
    return kvAnswer(text, reply, clock.monotonic());
  } catch (failure) {
    throw hintAtData(rest, failureOf(text, failure), mountPath);
  }
}

/** Whoever copies the path of the HTTP interface has a segment too many. */
function hintAtData(rest: string, error: unknown, mountPath: string): unknown {
  if (!(error instanceof KeepmumError) || error.code !== 'SECRET_NOT_FOUND' || !rest.startsWith('data/')) return error;
  const meant = `vault://${mountPath}${rest.slice('data/'.length)}`;
  return new KeepmumError(error.code, error.message, { hints: [...error.hints, `did you mean "${meant}"?`] });
}

/** Engines that make something: asked by POST where there is something to say, and never asked twice. */
function engineCall({ path, options }: SecretRead, mount: Mount | undefined): VaultCall {
  const hasParameters = Object.keys(options).length > 0;
  const isIssuing = mount?.type === 'pki' && /\/(?:issue|sign|sign-verbatim)\//.test(`/${path}`);
  const isPlain = mount?.type === 'kv' || mount?.type === 'cubbyhole';
  if (hasParameters || isIssuing) return { method: 'POST', path, body: options, safety: 'once' };
  return { method: 'GET', path, safety: isPlain ? 'read' : 'once' };
}

async function readEngine(read: SecretRead, mount: Mount | undefined, text: string, { ask, clock }: ReadTools) {
  const grantedAt = clock.monotonic();
  try {
    return answerFrom(await ask(engineCall(read, mount)), ['data'], grantedAt);
  } catch (failure) {
    throw storeError(`read "${text}"`, failure);
  }
}

/** Where the kind of the mount cannot be known: the form of version 2 first, then the path as it is. */
async function readUnknown(read: SecretRead, text: string, tools: ReadTools): Promise<SecretAnswer> {
  const [first = ''] = read.path.split('/');
  const path = `${first}/data/${read.path.slice(first.length + 1)}`;
  const canBeVersioned = Object.keys(read.options).every((name) => name === 'version');
  if (canBeVersioned) {
    try {
      const reply = await tools.ask({ method: 'GET', path, ...versionQuery(read), safety: 'read' });
      if (isVersioned(reply.body)) return kvAnswer(text, reply, tools.clock.monotonic());
    } catch (failure) {
      const isElsewhere = failure instanceof StoreFailure && [400, 403, 404, 405].includes(failure.status);
      const error = failureOf(text, failure);
      const isGone = error instanceof KeepmumError && isElsewhere && isRecord(recordAt(failure.body, 'data').metadata);
      if (!isElsewhere || isGone) throw error;
    }
  }
  return readEngine(read, undefined, text, tools);
}

/**
 * Reads one path: both kinds of KV, or any engine that answers with data.
 *
 * @throws KeepmumError
 */
export async function readSecret(read: SecretRead, tools: ReadTools): Promise<SecretAnswer> {
  const text = printReference(read);
  let mount: Mount | undefined;
  try {
    mount = await tools.mounts.at(read.path, tools.ask);
  } catch (failure) {
    throw storeError(`read "${text}"`, failure);
  }
  if (mount === undefined) return readUnknown(read, text, tools);
  if (mount.type !== 'kv') return readEngine(read, mount, text, tools);
  if (mount.version === '2') return readVersioned(read, mount.path, text, tools);
  if (Object.keys(read.options).length === 0) return readEngine(read, mount, text, tools);
  throw new KeepmumError(
    'SECRET_NOT_FOUND',
    `cannot read "${text}": "${mount.path}" is a KV of version 1, which knows no versions and no other options`,
  );
}
