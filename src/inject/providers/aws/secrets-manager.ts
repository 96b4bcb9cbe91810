import { GetSecretValueCommand, type GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { Provider, ReadOutcome, SecretAnswer, SecretRead } from '../provider.js';
import { readEach } from '../read-each.js';
import { textAnswer } from '../text-answer.js';
import { parseArn } from './arn.js';
import { awsError } from './aws-error.js';
import type { AwsSession } from './aws-session.js';
import { type BatchResult, batchEntries } from './batch-entries.js';

const READS_AT_ONCE = 8;
const DEFAULT_STAGE = 'AWSCURRENT';

const textOf = ({ path }: SecretRead): string => `aws-sm://${path}`;
const regionOf = ({ path, options }: SecretRead): string | undefined => options.region ?? parseArn(path)?.region;

/** A batch knows the current version only. */
function isBatchable({ options }: SecretRead): boolean {
  return options.version === undefined && (options.stage ?? DEFAULT_STAGE) === DEFAULT_STAGE;
}

function answerOf(
  read: SecretRead,
  entry: Pick<GetSecretValueResponse, 'SecretString' | 'SecretBinary' | 'VersionId'>,
): SecretAnswer {
  const bytes = entry.SecretBinary ?? (entry.SecretString === undefined ? undefined : Buffer.from(entry.SecretString));
  if (bytes === undefined) throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "${textOf(read)}": it has no value`);
  const { VersionId: version } = entry;
  return { ...textAnswer(bytes), ...(version !== undefined && { version }) };
}

async function readOne(read: SecretRead, session: AwsSession, signal: AbortSignal): Promise<SecretAnswer> {
  const { path, options } = read;
  const arn = parseArn(path);
  const get = (region: string | undefined): Promise<GetSecretValueResponse> => {
    const SecretId = region === undefined ? path : (arn?.in(region) ?? path);
    const command = new GetSecretValueCommand({ SecretId, VersionId: options.version, VersionStage: options.stage });
    return session.secretsManager(region).send(command, { abortSignal: signal });
  };
  try {
    return answerOf(read, await session.inRegions(session.withReplicas(regionOf(read)), get, signal));
  } catch (error) {
    signal.throwIfAborted();
    throw awsError(`read "${textOf(read)}"`, error);
  }
}

/** What batches brought; what they did not is read one by one, which also says why it failed. */
async function readBatches(
  reads: readonly SecretRead[],
  session: AwsSession,
  signal: AbortSignal,
): Promise<ReadonlyMap<SecretRead, BatchResult>> {
  const regions = new Set(reads.map(regionOf));
  const results = [...regions].map(async (region) => {
    const here = reads.filter((read) => regionOf(read) === region && isBatchable(read));
    const ids = here.map(({ path }) => path);
    const entries = here.length < 2 ? [] : await batchEntries(ids, session.withReplicas(region), session, signal);
    return here.map((read, index) => [read, entries[index]] as const);
  });
  return new Map((await Promise.all(results)).flat());
}

/** AWS Secrets Manager: `aws-sm://NAME-OR-ARN`. Strings and binary secrets byte for byte, members where they are JSON. */
export function secretsManagerProvider(session: AwsSession): Provider {
  return {
    store: 'aws-sm',
    async read(reads, signal): Promise<readonly ReadOutcome[]> {
      await session.logIn(signal);
      const batched = await readBatches(reads, session, signal);
      return readEach(reads, READS_AT_ONCE, async (read) => {
        const result = batched.get(read);
        if (result instanceof Error) throw awsError(`read "${textOf(read)}"`, result);
        return result === undefined ? readOne(read, session, signal) : answerOf(read, result);
      });
    },
    close: () => session.close(),
  };
}
