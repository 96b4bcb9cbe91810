import type { SecretValue } from '../../../core/secret-value.js';

/** How one secret reaches the command. `none`: only where a template, an export or standard input names it. */
export type DeliveryKind = 'environment' | 'file' | 'fifo' | 'none';

/** A secret and how it is to be handed over. */
export interface DeliveredSecret {
  readonly name: string;
  readonly value: SecretValue;
  readonly kind: DeliveryKind;
}

/** A text with places for secrets. */
export interface TemplateRequest {
  /** Absolute. */
  readonly path: string;
  /** A variable that gets the path of the filled-in copy, or the path to write it to. */
  readonly target: { readonly variable: string } | { readonly path: string };
}
