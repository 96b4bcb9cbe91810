import { Credential } from '../../../../src/inject/credential.js';
import { AwsSession } from '../../../../src/inject/providers/aws/aws-session.js';
import type { AwsSettings } from '../../../../src/inject/providers/aws/aws-settings.js';
import type { AskIdentity } from '../../../../src/inject/providers/aws/role-keys.js';

const REGION = 'eu-central-1';

/** Keys that a server for tests takes. */
const TEST_KEYS = {
  accessKeyId: 'test',
  secretAccessKey: new Credential('test'),
} as const;

/** Settings for a server at `endpoint` that plays all services. */
export function awsSettings(endpoint: string, changes: Partial<AwsSettings> = {}): AwsSettings {
  return {
    region: REGION,
    replicas: [],
    base: { kind: 'keys', keys: TEST_KEYS },
    roles: [],
    sessionName: 'keepmum-test',
    sessionSeconds: 900,
    endpoints: { secretsmanager: endpoint, ssm: endpoint, sts: endpoint },
    http: { tls: { verify: 'always' }, proxy: { except: [] }, connectWithin: 20_000, largestAnswer: 4 * 1024 ** 2 },
    attemptWithin: 20_000,
    attempts: 3,
    ...changes,
  };
}

/** Where no identity is to be asked for. */
const nobody: AskIdentity = () => Promise.reject(new Error('nobody asked for an identity'));

export function awsSession(endpoint: string, changes: Partial<AwsSettings> = {}, askIdentity = nobody): AwsSession {
  return new AwsSession(awsSettings(endpoint, changes), askIdentity);
}
