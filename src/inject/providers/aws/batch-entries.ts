import { BatchGetSecretValueCommand, type SecretValueEntry } from '@aws-sdk/client-secrets-manager';
import { parseArn } from './arn.js';
import { isRegional } from './aws-error.js';
import type { AwsSession } from './aws-session.js';
import { chunksOf } from './chunks.js';

/** Of the service. */
const MOST_IN_A_BATCH = 20;

/** An entry; the error of the whole batch; or nothing, where the batch did not bring it. */
export type BatchResult = SecretValueEntry | Error | undefined;

/** An ARN may be asked for without the six characters that end it. */
function isOf({ Name, ARN = '' }: SecretValueEntry, id: string): boolean {
  return Name === id || ARN === id || (ARN.startsWith(`${id}-`) && ARN.length === id.length + 7);
}

/** All pages; one may be empty and have another after it. */
async function readPages(
  ids: readonly string[],
  region: string | undefined,
  session: AwsSession,
  signal: AbortSignal,
): Promise<readonly SecretValueEntry[]> {
  const entries: SecretValueEntry[] = [];
  let NextToken: string | undefined;
  do {
    const command = new BatchGetSecretValueCommand({ SecretIdList: [...ids], NextToken });
    const page = await session.secretsManager(region).send(command, { abortSignal: signal });
    entries.push(...(page.SecretValues ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return entries;
}

async function readBatch(
  ids: readonly string[],
  regions: readonly (string | undefined)[],
  session: AwsSession,
  signal: AbortSignal,
): Promise<readonly BatchResult[]> {
  const read = async (region: string | undefined) => {
    const local = ids.map((id) => (region === undefined ? id : (parseArn(id)?.in(region) ?? id)));
    const entries = await readPages([...new Set(local)], region, session, signal);
    return local.map((id) => entries.find((entry) => isOf(entry, id)));
  };
  try {
    return await session.inRegions(regions, read, signal);
  } catch (error) {
    signal.throwIfAborted();
    // One that was refused may lack the right to ask for batches, or hold one name that spoils it.
    const result = error instanceof Error && isRegional(error) ? error : undefined;
    return ids.map(() => result);
  }
}

/**
 * The current versions of many secrets, twenty a request.
 *
 * @param regions the one to ask, and its replicas
 * @returns one for each id
 */
export async function batchEntries(
  ids: readonly string[],
  regions: readonly (string | undefined)[],
  session: AwsSession,
  signal: AbortSignal,
): Promise<readonly BatchResult[]> {
  const batches = chunksOf(ids, MOST_IN_A_BATCH).map((batch) => readBatch(batch, regions, session, signal));
  return (await Promise.all(batches)).flat();
}
