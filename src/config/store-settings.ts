import type { StoreSettings } from '../inject/providers/create-providers.js';
import { awsSettings } from './aws-settings.js';
import type { SecretsConfig } from './load-secrets.js';
import { pipelineIdentity } from './pipeline-identity.js';
import { vaultSettings } from './vault-settings.js';

/**
 * How every store is reached: what the configuration and the environment say. What is wrong with one store is said when
 * that store is needed.
 */
export function storeSettings(
  { folder, exec, aws: rawAws, vault }: SecretsConfig,
  environment: Readonly<Record<string, string | undefined>>,
): StoreSettings {
  const aws = () => {
    const identity = pipelineIdentity(environment, ['AWS_ID_TOKEN'], rawAws.audience?.text);
    return awsSettings(rawAws, environment, identity);
  };
  return {
    folder,
    environment,
    exec,
    aws,
    vault: () => vaultSettings(vault, { environment, folder, aws }),
  };
}
