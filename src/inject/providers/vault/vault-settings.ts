import type { CredentialSource } from '../../credential.js';
import type { HttpSettings } from '../../http/http-settings.js';
import type { IdentitySource } from '../../identity/identity-source.js';
import type { AwsSettings } from '../aws/aws-settings.js';

/** How to log in. `mount` is the path of the login method at the store, without `auth/`. */
export type VaultLogin =
  | { readonly method: 'token'; readonly token: CredentialSource }
  | {
      readonly method: 'approle';
      readonly mount: string;
      readonly roleId: CredentialSource;
      readonly secretId?: CredentialSource;
      /** `wrapped`: it is a wrapping token, and the secret id is inside. */
      readonly secretIdForm: 'plain' | 'wrapped';
    }
  | {
      readonly method: 'jwt' | 'kubernetes';
      readonly mount: string;
      readonly role?: string;
      readonly audience?: string;
      readonly identity: IdentitySource;
      /** Used for nothing but reading what the role expects, to explain a refusal. */
      readonly explainWith?: CredentialSource;
    }
  | {
      readonly method: 'aws';
      readonly mount: string;
      readonly role?: string;
      readonly region: string;
      /** Whose identity; its token service is the one that the store asks. */
      readonly aws: AwsSettings;
      /** Value of `X-Vault-AWS-IAM-Server-ID`, if the mount asks for it. */
      readonly serverId?: string;
    }
  | { readonly method: 'cert'; readonly mount: string; readonly role?: string };

/** Everything a Vault or OpenBao is asked with. */
export interface VaultSettings {
  /** `http://`, `https://` or `unix:///path`; the first is preferred, the others are asked when it fails. At least one. */
  readonly addresses: readonly string[];
  readonly namespace?: string;
  readonly http: HttpSettings;
  /** Milliseconds for one attempt. */
  readonly attemptWithin: number;
  /** Milliseconds from the first attempt after which none begins. */
  readonly retryWithin: number;
  /** Attempts after the first. */
  readonly retries: number;
  readonly login: VaultLogin;
  /** `inline`: the login goes along with each request and leaves no token behind; OpenBao only. */
  readonly loginForm: 'token' | 'inline';
  /** Wrapping tokens by the name that `?wrapped=NAME` gives them. */
  readonly wrapped: Readonly<Record<string, CredentialSource>>;
}
