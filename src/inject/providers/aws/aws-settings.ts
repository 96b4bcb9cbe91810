import type { Credential, CredentialSource } from '../../credential.js';
import type { HttpSettings } from '../../http/http-settings.js';
import type { IdentitySource } from '../../identity/identity-source.js';

/** Access keys of AWS. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: Credential;
  readonly sessionToken?: Credential;
}

/** What a role is first taken from. */
export type AwsBase =
  | { readonly kind: 'keys'; readonly keys: AwsKeys }
  /** Where the SDK looks: shared files, SSO, a web identity token file, a container's or a machine's own role. */
  | {
      readonly kind: 'chain';
      readonly profile?: string;
      /** What else could be done where it finds nothing. */
      readonly hints?: readonly string[];
    }
  /** The pipeline's identity token, given for the first of the roles. */
  | { readonly kind: 'web-identity'; readonly identity: IdentitySource; readonly audience: string };

/** A role to take. */
export interface AwsRole {
  readonly arn: string;
  readonly externalId?: CredentialSource;
}

/** Everything AWS is asked with. */
export interface AwsSettings {
  /** For names; an ARN says its own. The SDK looks for one where this is absent. */
  readonly region?: string;
  /** Regions that hold replicas, asked in turn where the first fails. */
  readonly replicas: readonly string[];
  readonly base: AwsBase;
  /** Taken one with the other: role chaining. With a web identity at least one. */
  readonly roles: readonly AwsRole[];
  /** Stands in the audit trail of AWS beside each read: letters, digits and `_=,.@-`, 2 to 64 of them. */
  readonly sessionName: string;
  /** Seconds that the keys of a role are good for. */
  readonly sessionSeconds: number;
  /** Other addresses for the services, as for tests and private networks. */
  readonly endpoints: { readonly [Service in 'secretsmanager' | 'ssm' | 'sts']?: string };
  readonly http: HttpSettings;
  /** Milliseconds for one attempt. */
  readonly attemptWithin: number;
  /** Attempts in all. */
  readonly attempts: number;
}
