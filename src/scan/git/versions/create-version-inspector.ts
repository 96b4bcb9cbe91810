import { assetFolder } from '../../../core/asset-folder.js';
import { PUBLIC_SALT } from '../../../core/fingerprint.js';
import { SimdSearch } from '../../../core/literals/simd-search.js';
import { literalTablesOf } from '../../detect/built-tables.js';
import { Detector } from '../../detect/detector.js';
import { loadRegexEngine, type RegexEngine } from '../../detect/regex/regex-engine.js';
import type { EngineSettings } from '../../request.js';
import { VersionInspector } from './version-inspector.js';

/** Room for one whole content of those that are remembered. */
const TEXT_BYTES = 4 * 1024 * 1024;

/** Builds the engine of one thread that reads a history. */
export function createVersionInspector(settings: EngineSettings): {
  readonly inspector: VersionInspector;
  readonly regexEngine: RegexEngine['name'];
} {
  const engine = loadRegexEngine();
  const detector = new Detector(settings.rules, engine);
  const search = new SimdSearch(literalTablesOf(settings.rules, assetFolder()), TEXT_BYTES);
  const inspector = new VersionInspector(search, detector, { ...settings, salt: PUBLIC_SALT });
  return { inspector, regexEngine: engine.name };
}
