import type { RetryTools } from '../../../../core/retry.js';
import { HttpClient } from '../../../http/http-client.js';
import type { AwsCredentials } from '../../../identity/aws-signature.js';
import { obtainIdentity } from '../../../identity/obtain-identity.js';
import type { AwsSettings } from '../../aws/aws-settings.js';

/** Keys of a role, of a profile or of the machine need AWS' SDK, which is only loaded then. */
async function askedKeys(settings: AwsSettings, tools: RetryTools, signal: AbortSignal): Promise<AwsCredentials> {
  const { obtainKeys } = await import('../../aws/role-keys.js');
  const { httpHandler } = await import('../../aws/http-handler.js');
  const http = new HttpClient(settings.http);
  try {
    const keys = await obtainKeys(
      settings,
      {
        requestHandler: httpHandler(http, settings.attemptWithin),
        askIdentity: (source, audience, either) => obtainIdentity(source, audience, { http, ...tools }, either),
      },
      signal,
    );
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  } finally {
    http.close();
  }
}

/**
 * The keys of the AWS identity to log in with.
 *
 * @throws KeepmumError `LOGIN_FAILED`
 */
export async function awsKeys(settings: AwsSettings, tools: RetryTools, signal: AbortSignal): Promise<AwsCredentials> {
  const { base, roles } = settings;
  if (base.kind !== 'keys' || roles.length > 0) return askedKeys(settings, tools, signal);
  const { accessKeyId, secretAccessKey, sessionToken } = base.keys;
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.send(),
    ...(sessionToken !== undefined && { sessionToken: sessionToken.send() }),
  };
}
