import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetFolder } from '../core/asset-folder.js';

/** As package.json says. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(assetFolder(), '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}
