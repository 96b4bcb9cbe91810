import type { Credential, CredentialSource } from '../credential.js';

/** Who vouches for the pipeline. */
export type IdentityIssuer = 'github' | 'gitlab' | 'buildkite' | 'circleci' | 'azure' | 'kubernetes' | 'other';

/** Where a pipeline's identity token comes from. Making one costs nothing and changes nothing. */
export type IdentitySource =
  /** The CI laid it down: a variable or a file. Its audience is fixed. */
  | { readonly kind: 'given'; readonly issuer: IdentityIssuer; readonly token: CredentialSource }
  /** GitHub, and Forgejo: a token for any audience can be asked for. */
  | { readonly kind: 'github'; readonly url: string; readonly bearer: Credential }
  | {
      readonly kind: 'azure';
      readonly url: string;
      readonly bearer: Credential;
      /** Only for tokens that stand for a service connection. */
      readonly serviceConnection?: string;
    }
  | {
      readonly kind: 'command';
      readonly issuer: 'buildkite' | 'circleci';
      /** Of the command: all that it gets to see. */
      readonly environment: Readonly<Record<string, string>>;
    };

/** A pipeline's proof of what it is. */
export interface IdentityToken {
  readonly issuer: IdentityIssuer;
  readonly jwt: Credential;
  /** What it says, without its signature; empty if it is no JWT. */
  readonly claims: Readonly<Record<string, unknown>>;
}
