import type { Credential } from '../../../credential.js';

/** One way to be let in: a token that is there already, or a request that brings one. */
export type LoginPlan =
  | { readonly kind: 'token'; readonly token: Credential }
  | {
      readonly kind: 'request';
      /** Below `/v1/`. */
      readonly path: string;
      readonly parameters: Readonly<Record<string, string>>;
      /** What the identity token says. */
      readonly claims?: Readonly<Record<string, unknown>>;
    };
