import { SecretValue } from '../../../src/core/secret-value.js';
import { expandExample } from '../../../src/scan/rules/examples/expand-template.js';

/** Text that no file of the repository holds, the same in every run. */
export function madeUp(seed: string, template = '{{alnum:24}}'): string {
  return expandExample({ text: template }, seed).text;
}

export function madeUpSecret(seed: string, template?: string): SecretValue {
  return new SecretValue(madeUp(seed, template));
}
