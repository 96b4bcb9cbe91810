import { assetFolder } from '../../src/core/asset-folder.js';
import { AhoCorasickSearch } from '../../src/core/literals/aho-corasick-search.js';
import type { LiteralSearch } from '../../src/core/literals/literal-search.js';
import { SimdSearch } from '../../src/core/literals/simd-search.js';
import { engineTablesOf } from '../../src/scan/detect/built-tables.js';
import { literalsOf } from '../../src/scan/detect/literal-index.js';
import { loadBuiltinRules } from '../../src/scan/rules/load-builtin.js';

/**
 * Both searches for the literals of all rules.
 * @param textBytes how long a text can be
 */
export function prepareSearches(textBytes: number): {
  readonly literals: number;
  readonly simd: LiteralSearch;
  readonly reference: LiteralSearch;
} {
  const rules = loadBuiltinRules(assetFolder());
  const { index, literals: tables } = engineTablesOf(rules, assetFolder());
  const literals = literalsOf(index);
  return {
    literals: literals.length,
    simd: new SimdSearch(tables, textBytes),
    reference: new AhoCorasickSearch(literals),
  };
}
