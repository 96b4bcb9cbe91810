import { relative } from 'node:path';
import { loadBuiltinRules } from '../scan/rules/load-builtin.js';
import type { RuleSet } from '../scan/rules/rule.js';
import { findConfig } from './find-config.js';
import type { MergedRules } from './merge-rules.js';
import type { RawScan } from './scan-setting.js';
import { selectRules } from './select-rules.js';
import type { Setting } from './setting.js';

/** Where keepmum was started. */
export interface ConfigSite {
  readonly assetFolder: string;
  /** Absolute. */
  readonly cwd: string;
  /** Value of `--config`. */
  readonly configFlag: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Rules chosen by file and flags, and the settings of both. */
export interface ResolvedRules {
  readonly ruleSet: RuleSet;
  /** Flags over file. */
  readonly settings: RawScan;
  /** For `--verbose`. */
  readonly notes: readonly string[];
}

/** A TOML parser is only loaded where there is TOML. */
async function readConfig(paths: readonly string[], site: ConfigSite): Promise<MergedRules & { settings: RawScan }> {
  const { cwd, configFlag: flag, environment } = site;
  const found = findConfig({ cwd, flag, variable: environment.KEEPMUM_CONFIG, paths });
  if (found === undefined) return { settings: {}, ruleSet: loadBuiltinRules(site.assetFolder), notes: [] };
  const name = relative(cwd, found.path) || found.path;
  const { loadConfig } = await import('./load-config.js');
  const { settings, merged } = loadConfig(found, name, site);
  return { settings, ruleSet: merged.ruleSet, notes: [`using ${name}`, ...merged.notes] };
}

/** `--only` replaces the file's choice altogether; without it, both lists of skipped rules count. */
function skipped(flags: RawScan, file: RawScan): readonly Setting[] {
  const settings = flags.only === undefined ? [file.skip, flags.skip] : [flags.skip];
  return settings.filter((setting) => setting !== undefined);
}

/**
 * The rules that flags, environment and file ask for.
 *
 * @param paths what is to be scanned; a configuration is looked for there first
 * @throws KeepmumError `USAGE` or `CONFIG_INVALID`, naming the flag, or the file and line
 */
export async function resolveRules(flags: RawScan, paths: readonly string[], site: ConfigSite): Promise<ResolvedRules> {
  const file = await readConfig(paths, site);
  const settings = { ...file.settings, ...flags };
  const ruleSet = selectRules(file.ruleSet, settings.only, skipped(flags, file.settings));
  return { ruleSet, settings, notes: file.notes };
}
