import {
  GetParametersByPathCommand,
  type GetParametersByPathResult,
  GetParametersCommand,
  type Parameter,
} from '@aws-sdk/client-ssm';
import { KeepmumError } from '../../../core/keepmum-error.js';
import { SecretValue } from '../../../core/secret-value.js';
import type { Provider, ReadOutcome, SecretAnswer, SecretRead } from '../provider.js';
import { readEach } from '../read-each.js';
import { textAnswer } from '../text-answer.js';
import { parseArn } from './arn.js';
import { awsError } from './aws-error.js';
import type { AwsSession } from './aws-session.js';
import { chunksOf } from './chunks.js';

const READS_AT_ONCE = 8;
/** Of the service. */
const MOST_IN_A_REQUEST = 10;

const textOf = ({ path }: SecretRead): string => `aws-ssm://${path}`;
const regionOf = ({ path, options }: SecretRead): string | undefined => options.region ?? parseArn(path)?.region;
/** An answer does not always say which version it is, so those that ask for one are asked for alone. */
const isPlain = ({ path, options }: SecretRead): boolean =>
  !path.endsWith('/') && options.version === undefined && options.label === undefined;
const isFolder = ({ path }: SecretRead): boolean => path.endsWith('/');

/** A name in folders begins with "/", which `aws-ssm://prod/db` need not say. */
function nameOf({ path, options }: SecretRead): string {
  const full = path.includes('/') && parseArn(path) === undefined ? `/${path.replace(/^\//, '')}` : path;
  const selector = options.version ?? options.label;
  return selector === undefined ? full : `${full}:${selector}`;
}

function answerOf({ Value = '', Version }: Parameter): SecretAnswer {
  return { ...textAnswer(Buffer.from(Value)), ...(Version !== undefined && { version: String(Version) }) };
}

function getParameters(
  names: readonly string[],
  region: string | undefined,
  session: AwsSession,
  signal: AbortSignal,
): Promise<readonly Parameter[]> {
  const get = async (): Promise<readonly Parameter[]> => {
    const command = new GetParametersCommand({ Names: [...new Set(names)], WithDecryption: true });
    const { Parameters = [] } = await session.ssm(region).send(command, { abortSignal: signal });
    return Parameters;
  };
  return session.inRegions([region], get, signal);
}

async function readOne(read: SecretRead, session: AwsSession, signal: AbortSignal): Promise<SecretAnswer> {
  const name = nameOf(read);
  const [parameter] = await getParameters([name], regionOf(read), session, signal);
  if (parameter !== undefined) return answerOf(parameter);
  const version = read.options.version ?? read.options.label;
  const what = version === undefined ? 'no such parameter' : `no such parameter, or no version "${version}" of it`;
  throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "${textOf(read)}": ${what}`);
}

/** All parameters right below a path, each a key. */
async function readFolder(read: SecretRead, session: AwsSession, signal: AbortSignal): Promise<SecretAnswer> {
  const Path = nameOf({ ...read, options: {} });
  const region = regionOf(read);
  const getPage = (NextToken: string | undefined): Promise<GetParametersByPathResult> => {
    const command = new GetParametersByPathCommand({ Path, WithDecryption: true, NextToken });
    const get = () => session.ssm(region).send(command, { abortSignal: signal });
    return session.inRegions([region], get, signal);
  };
  const fields = new Map<string, SecretValue>();
  let token: string | undefined;
  do {
    const page = await getPage(token);
    for (const { Name = '', Value = '' } of page.Parameters ?? []) {
      fields.set(Name.slice(Path.length), new SecretValue(Value));
    }
    token = page.NextToken;
  } while (token !== undefined);
  if (fields.size > 0) return { fields };
  throw new KeepmumError('SECRET_NOT_FOUND', `cannot read "${textOf(read)}": no parameters there`);
}

/** Ten a request. One that may not be read spoils its request; those are read one by one, which says which it was. */
async function readTogether(
  reads: readonly SecretRead[],
  session: AwsSession,
  signal: AbortSignal,
): Promise<ReadonlyMap<SecretRead, SecretAnswer>> {
  const answers = new Map<SecretRead, SecretAnswer>();
  const plain = reads.filter(isPlain);
  const readSome = async (some: readonly SecretRead[], region: string | undefined): Promise<void> => {
    const parameters = await getParameters(some.map(nameOf), region, session, signal).catch(() => []);
    signal.throwIfAborted();
    for (const read of some) {
      const parameter = parameters.find(({ Name, ARN }) => [Name, ARN].includes(nameOf(read)));
      if (parameter !== undefined) answers.set(read, answerOf(parameter));
    }
  };
  const requests = [...new Set(plain.map(regionOf))].flatMap((region) => {
    const here = plain.filter((read) => regionOf(read) === region);
    return chunksOf(here, MOST_IN_A_REQUEST).map((some) => readSome(some, region));
  });
  await Promise.all(requests);
  return answers;
}

/** AWS Systems Manager parameters: `aws-ssm://PATH`; a path that ends in `/` means all parameters right below it. */
export function parametersProvider(session: AwsSession): Provider {
  const readAlone = async (read: SecretRead, signal: AbortSignal): Promise<SecretAnswer> => {
    try {
      return await (isFolder(read) ? readFolder : readOne)(read, session, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw awsError(`read "${textOf(read)}"`, error);
    }
  };
  return {
    store: 'aws-ssm',
    async read(reads, signal): Promise<readonly ReadOutcome[]> {
      await session.logIn(signal);
      const answers = reads.length > 1 ? await readTogether(reads, session, signal) : new Map();
      return readEach(reads, READS_AT_ONCE, async (read) => answers.get(read) ?? readAlone(read, signal));
    },
    close: () => session.close(),
  };
}
