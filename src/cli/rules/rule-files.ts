import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { assetFolder } from '../../core/asset-folder.js';
import { KeepmumError } from '../../core/keepmum-error.js';
import { readRuleFolder } from '../../scan/rules/compile-builtin.js';
import { compileRules } from '../../scan/rules/compile-rules.js';
import { parseRuleFile } from '../../scan/rules/parse-rule-file.js';
import type { ParsedRuleFile, RuleDialect } from '../../scan/rules/parsed-rule-file.js';
import type { RuleSet } from '../../scan/rules/rule.js';

function dialectOf(fileName: string): RuleDialect {
  if (/gitleaks/i.test(fileName)) return 'gitleaks';
  return fileName === 'keepmum.toml' ? 'config' : 'keepmum';
}

/**
 * Rule files as they were typed, folders of them opened; the built-in ones when there are none.
 *
 * @throws KeepmumError `PATH_NOT_FOUND`
 */
export function readRuleFiles(paths: readonly string[], cwd: string): readonly ParsedRuleFile[] {
  if (paths.length === 0) return readRuleFolder(join(assetFolder(), '..', 'rules'));
  return paths.flatMap((path) => {
    const absolute = resolve(cwd, path);
    try {
      if (statSync(absolute).isDirectory()) return readRuleFolder(absolute);
      return [parseRuleFile(readFileSync(absolute, 'utf8'), path, dialectOf(basename(path)))];
    } catch (error) {
      const found = (error as NodeJS.ErrnoException).code ?? 'an error';
      throw new KeepmumError(
        'PATH_NOT_FOUND',
        `cannot read "${path}": ${found}, expected a rule file or a folder of them`,
        { cause: error },
      );
    }
  });
}

/**
 * The rules that one path stands for: those of a rule file or a folder of them alone, or all that a configuration asks for.
 *
 * @throws KeepmumError `PATH_NOT_FOUND`, `RULES_INVALID` or `CONFIG_INVALID`
 */
export async function readRuleSet(path: string, cwd: string): Promise<RuleSet> {
  const files = readRuleFiles([path], cwd);
  const dialect = dialectOf(basename(path));
  if (dialect === 'keepmum') {
    const { ruleSet, texts } = compileRules(files);
    return { ...ruleSet, texts };
  }
  const { loadConfig } = await import('../../config/load-config.js');
  const found = { path: resolve(cwd, path), kind: dialect === 'gitleaks' ? 'gitleaks' : 'keepmum' } as const;
  return loadConfig(found, path, { assetFolder: assetFolder(), cwd: dirname(found.path) }).merged.ruleSet;
}
