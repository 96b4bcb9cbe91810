import { assetFolder } from '../../core/asset-folder.js';
import { PUBLIC_SALT } from '../../core/fingerprint.js';
import { SimdSearch } from '../../core/literals/simd-search.js';
import { literalTablesOf } from '../detect/built-tables.js';
import { Detector } from '../detect/detector.js';
import { loadRegexEngine, type RegexEngine } from '../detect/regex/regex-engine.js';
import type { Inspector } from '../inspection.js';
import type { EngineSettings } from '../request.js';
import { ContentInspector } from './content-inspector.js';

/** Room for one read; longer contents slide through. Small enough that most files stay in the second-level cache. */
const TEXT_BYTES = 4 * 1024 * 1024;

/** An engine, and which regex engine it found. */
export interface ReadyInspector {
  readonly inspector: Inspector;
  readonly regexEngine: RegexEngine['name'];
}

/** Builds the engine of one thread: a few milliseconds and `TEXT_BYTES` of memory. */
export function createInspector(settings: EngineSettings): ReadyInspector {
  const engine = loadRegexEngine();
  const detector = new Detector(settings.rules, engine);
  const search = new SimdSearch(literalTablesOf(settings.rules, assetFolder()), TEXT_BYTES);
  return {
    inspector: new ContentInspector(search, detector, { ...settings, salt: PUBLIC_SALT }),
    regexEngine: engine.name,
  };
}
