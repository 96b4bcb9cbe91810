import type { RetryTools } from '../../core/retry.js';
import { HttpClient } from '../http/http-client.js';
import type { StoreKind } from '../reference/secret-reference.js';
import type { AwsSettings } from './aws/aws-settings.js';
import type { AskIdentity } from './aws/role-keys.js';
import type { ExecCommand } from './exec/exec-command.js';
import type { Provider } from './provider.js';
import type { VaultSettings } from './vault/vault-settings.js';

/** How each kind of store is reached. What is a function is asked for only if a reference needs it. */
export interface StoreSettings {
  /** Where relative paths begin and commands run; absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exec: ReadonlyMap<string, ExecCommand>;
  /** @throws KeepmumError */
  readonly aws: () => AwsSettings;
  /** @throws KeepmumError */
  readonly vault: () => VaultSettings;
}

type AwsStores = Awaited<ReturnType<typeof makeAws>>;

async function makeAws(settings: AwsSettings, tools: RetryTools) {
  const { awsStores } = await import('./aws/aws-stores.js');
  const askIdentity: AskIdentity = async (source, audience, signal) => {
    const { obtainIdentity } = await import('../identity/obtain-identity.js');
    const http = new HttpClient(settings.http);
    try {
      return await obtainIdentity(source, audience, { http, ...tools }, signal);
    } finally {
      http.close();
    }
  };
  return awsStores(settings, askIdentity);
}

/** The stores of one run. A provider, and the library behind it, is loaded when the first reference needs it. */
export class Providers {
  readonly #settings: StoreSettings;
  readonly #tools: RetryTools;
  readonly #made = new Map<StoreKind, Promise<Provider>>();
  #aws: Promise<AwsStores> | undefined;

  constructor(settings: StoreSettings, tools: RetryTools) {
    this.#settings = settings;
    this.#tools = tools;
  }

  /** @throws KeepmumError if the store cannot be set up */
  readonly of = (store: StoreKind): Promise<Provider> => {
    const made = this.#made.get(store) ?? this.#make(store);
    this.#made.set(store, made);
    return made;
  };

  /** Those that were needed and could be set up. */
  async made(): Promise<readonly Provider[]> {
    const settled = await Promise.allSettled(this.#made.values());
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Lets go of all connections. */
  async close(): Promise<void> {
    for (const provider of await this.made()) provider.close();
  }

  async #make(store: StoreKind): Promise<Provider> {
    const { folder, environment, exec } = this.#settings;
    switch (store) {
      case 'env':
        return (await import('./environment.js')).environmentProvider(environment);
      case 'file':
        return (await import('./file.js')).fileProvider(folder);
      case 'exec':
        return (await import('./exec/exec.js')).execProvider(exec, { folder, environment });
      case 'vault':
        return (await import('./vault/vault-provider.js')).createVaultProvider(this.#settings.vault(), this.#tools);
      case 'aws-sm':
      case 'aws-ssm':
        this.#aws ??= makeAws(this.#settings.aws(), this.#tools);
        return (await this.#aws)[store];
    }
  }
}
