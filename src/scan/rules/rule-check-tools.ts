import { loadRegexEngine } from '../detect/regex/regex-engine.js';
import { createInspector } from '../inspect/create-inspector.js';
import type { RuleCheckTools } from './check-rules.js';
import { compileRules } from './compile-rules.js';
import type { ParsedRuleFile } from './parsed-rule-file.js';

/**
 * The real engine over rule files, for the check of their examples.
 *
 * @throws KeepmumError `RULES_INVALID` when the files have problems
 */
export function ruleCheckTools(files: readonly ParsedRuleFile[]): RuleCheckTools {
  const { inspector } = createInspector({
    rules: compileRules(files).ruleSet,
    binary: 'scan',
    maxFileSize: 0,
    values: 'revealed',
    inlineAllow: 'ignored',
    lineHashes: 'unwanted',
  });
  const regexEngine = loadRegexEngine();
  return {
    find(text, path = 'example') {
      const inspection = inspector.begin(path);
      for (let rest = Buffer.from(text); rest.length > 0; ) {
        const count = rest.copy(inspection.room());
        inspection.filled(count);
        rest = rest.subarray(count);
      }
      return inspection.end().discoveries.map(({ rule, revealed = '' }) => ({ rule, secret: revealed }));
    },
    compile: (pattern) => regexEngine.compile(pattern),
  };
}
