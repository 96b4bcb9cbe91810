import { KeepmumError } from '../core/keepmum-error.js';
import type { StoreSettings } from '../inject/providers/create-providers.js';
import { awsSettings } from './aws-settings.js';
import type { SecretsConfig } from './load-secrets.js';

/**
 * How every store is reached: what the configuration and the environment say. What is wrong with one store is said when
 * that store is needed.
 */
export function storeSettings(
  { folder, exec, aws }: SecretsConfig,
  environment: Readonly<Record<string, string | undefined>>,
): StoreSettings {
  return {
    folder,
    environment,
    exec,
    aws: () => awsSettings(aws, environment, undefined),
    vault: () => {
      throw new KeepmumError('CONFIG_INVALID', 'cannot reach vault: not wired yet');
    },
  };
}
