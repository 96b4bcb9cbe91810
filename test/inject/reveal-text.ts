import type { SecretValue } from '../../src/core/secret-value.js';

/** What a test must see, and nothing else may. */
export function revealText(value: SecretValue | undefined): string | undefined {
  return value === undefined ? undefined : Buffer.from(value.reveal()).toString();
}
