import { Masker } from './masker.js';
import type { SecretIndex } from './secret-index.js';

/** Masks whole texts, such as our own errors and log lines, with the secrets known at that moment. */
export function createMessageMasker(secrets: SecretIndex): (message: string) => string {
  return (message) => {
    const masker = new Masker(secrets);
    return Buffer.concat([...masker.write(Buffer.from(message)), ...masker.end()]).toString();
  };
}
