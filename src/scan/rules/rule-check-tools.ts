import { loadRegexEngine } from '../detect/regex/regex-engine.js';
import { createInspector } from '../inspect/create-inspector.js';
import type { Inspector } from '../inspection.js';
import type { RuleCheckTools } from './check-rules.js';
import { compileRules } from './compile-rules.js';
import type { ParsedRuleFile } from './parsed-rule-file.js';

const SETTINGS = {
  binary: 'scan',
  maxFileSize: 0,
  values: 'revealed',
  inlineAllow: 'ignored',
  lineHashes: 'unwanted',
} as const;

function findIn(inspector: Inspector, text: string, path: string): ReturnType<RuleCheckTools['find']> {
  const inspection = inspector.begin(path);
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    const count = rest.copy(inspection.room());
    inspection.filled(count);
    rest = rest.subarray(count);
  }
  return inspection.end().discoveries.map(({ rule, revealed = '' }) => ({ rule, secret: revealed }));
}

/**
 * The real engine over rule files, for the check of their examples.
 *
 * @throws KeepmumError `RULES_INVALID` when the files have problems
 */
export function ruleCheckTools(files: readonly ParsedRuleFile[]): RuleCheckTools {
  const { ruleSet } = compileRules(files);
  // What is only a part of other findings is found by nobody else: it is tried apart.
  const parts = ruleSet.rules.filter((rule) => rule.skipReport).map(({ skipReport: _, ...rule }) => rule);
  const inspectors = [ruleSet, ...(parts.length > 0 ? [{ ...ruleSet, rules: parts, hash: 'parts' }] : [])].map(
    (rules) => createInspector({ ...SETTINGS, rules }).inspector,
  );
  const regexEngine = loadRegexEngine();
  return {
    find: (text, path = 'example') => inspectors.flatMap((inspector) => findIn(inspector, text, path)),
    compile: (pattern) => regexEngine.compile(pattern),
  };
}
