import type { Provider } from '../provider.js';
import { AwsSession } from './aws-session.js';
import type { AwsSettings } from './aws-settings.js';
import { parametersProvider } from './parameters.js';
import type { AskIdentity } from './role-keys.js';
import { secretsManagerProvider } from './secrets-manager.js';

/** The stores of AWS, which share one login. Whoever imports this loads AWS' SDK. */
export function awsStores(
  settings: AwsSettings,
  askIdentity: AskIdentity,
): { readonly [Store in 'aws-sm' | 'aws-ssm']: Provider } {
  const session = new AwsSession(settings, askIdentity);
  return { 'aws-sm': secretsManagerProvider(session), 'aws-ssm': parametersProvider(session) };
}
