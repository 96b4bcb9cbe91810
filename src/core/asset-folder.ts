import { join } from 'node:path';

declare const KEEPMUM_BUNDLED: boolean | undefined;

/**
 * The folder that the build writes: compiled rules, WebAssembly, worker. A bundle stands in it; when the sources run as
 * they are (tests), it is `dist` at the project's root.
 */
export function assetFolder(): string {
  const isBundle = typeof KEEPMUM_BUNDLED !== 'undefined' && KEEPMUM_BUNDLED;
  return isBundle ? import.meta.dirname : join(import.meta.dirname, '../../dist');
}
