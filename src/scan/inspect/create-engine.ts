import { assetFolder } from '../../core/asset-folder.js';
import { SimdSearch } from '../../core/literals/simd-search.js';
import { engineTablesOf } from '../detect/built-tables.js';
import { Detector } from '../detect/detector.js';
import { loadRegexEngine, type RegexEngine } from '../detect/regex/regex-engine.js';
import type { RuleSet } from '../rules/rule.js';

/** Room for one read; longer contents slide through. Small enough that most files stay in the second-level cache. */
const TEXT_BYTES = 4 * 1024 * 1024;

/** What one thread finds things with. */
export interface Engine {
  readonly search: SimdSearch;
  readonly detector: Detector;
  /** Which regex engine was found; that is loaded when this is asked for, or when the first regex runs. */
  readonly regexEngine: RegexEngine['name'];
}

/** A few milliseconds and `TEXT_BYTES` of memory. */
export function createEngine(rules: RuleSet): Engine {
  const regexes = loadRegexEngine();
  const { index, literals } = engineTablesOf(rules, assetFolder());
  const detector = new Detector(rules, regexes, index);
  const search = new SimdSearch(literals, TEXT_BYTES);
  return {
    search,
    detector,
    get regexEngine() {
      return regexes.name;
    },
  };
}
