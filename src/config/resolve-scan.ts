import { relative } from 'node:path';
import type { ScanRequest } from '../scan/request.js';
import { loadBuiltinRules } from '../scan/rules/load-builtin.js';
import { CONFIDENCES, type RuleSet, SEVERITIES } from '../scan/rules/rule.js';
import { findConfig } from './find-config.js';
import type { MergedRules } from './merge-rules.js';
import { readCount, readDuration, readSize } from './quantity.js';
import type { RawScan } from './scan-setting.js';
import { selectRules } from './select-rules.js';
import { type Setting, settingError } from './setting.js';

const MOST_JOBS = 256;
const DEFAULT_PATH = '.';

/** Where a scan is asked for. */
export interface ScanPlace {
  readonly assetFolder: string;
  readonly cwd: string;
  readonly cores: number;
  /** Value of `--config`. */
  readonly configFlag: string | undefined;
  readonly environment: ScanRequest['environment'];
}

/** A scan as typed on the command line. */
export interface TypedScan {
  readonly paths: readonly string[];
  readonly settings: RawScan;
  readonly values: ScanRequest['values'];
  readonly lineHashes: ScanRequest['lineHashes'];
}

/** A scan as meant. */
export interface ResolvedScan {
  readonly request: ScanRequest;
  /** For `--verbose`. */
  readonly notes: readonly string[];
}

function wordOf<Word extends string>(setting: Setting | undefined, words: readonly Word[], fallback: Word): Word {
  if (setting === undefined) return fallback;
  const word = words.find((one) => one === setting.text);
  if (word === undefined) throw settingError(setting, words.join(', '));
  return word;
}

const isOn = (setting: Setting | undefined): boolean => setting?.text === 'true';

/** `--only` replaces the file's choice altogether; without it, both lists of skipped rules count. */
function skipped(flags: RawScan, file: RawScan): readonly Setting[] {
  const settings = flags.only === undefined ? [file.skip, flags.skip] : [flags.skip];
  return settings.filter((setting) => setting !== undefined);
}

function requestOf(typed: TypedScan, settings: RawScan, place: ScanPlace, rules: RuleSet): ScanRequest {
  const { confidence, severity, maxFileSize, jobs, timeLimit } = settings;
  return {
    paths: typed.paths.length === 0 ? [DEFAULT_PATH] : typed.paths,
    files: isOn(settings.allFiles) ? 'all' : 'gitignore',
    binary: isOn(settings.binary) ? 'scan' : 'skip',
    maxFileSize: maxFileSize === undefined ? 0 : readSize(maxFileSize),
    jobs: jobs === undefined ? place.cores : readCount(jobs, 1, MOST_JOBS),
    timeLimit: timeLimit === undefined ? 0 : readDuration(timeLimit),
    rules,
    confidence: wordOf(confidence, CONFIDENCES, 'medium'),
    severity: wordOf(severity, SEVERITIES, 'low'),
    values: typed.values,
    inlineAllow: settings.inlineAllow?.text === 'false' ? 'ignored' : 'honoured',
    lineHashes: typed.lineHashes,
    environment: place.environment,
  };
}

/** A TOML parser is only loaded where there is TOML. */
async function configured(
  typed: TypedScan,
  place: ScanPlace,
): Promise<{ settings: RawScan; merged: MergedRules; notes: readonly string[] }> {
  const { cwd, configFlag: flag, environment } = place;
  const found = findConfig({ cwd, flag, variable: environment.KEEPMUM_CONFIG, paths: typed.paths });
  if (found === undefined) {
    const merged = { ruleSet: loadBuiltinRules(place.assetFolder), notes: [] };
    return { settings: {}, merged, notes: [] };
  }
  const name = relative(cwd, found.path) || found.path;
  const { loadConfig } = await import('./load-config.js');
  return { ...loadConfig(found, name, place), notes: [`using ${name}`] };
}

/**
 * Flags, environment and file become one request.
 *
 * @throws KeepmumError `USAGE` or `CONFIG_INVALID`, naming the flag, or the file and line
 */
export async function resolveScan(typed: TypedScan, place: ScanPlace): Promise<ResolvedScan> {
  const { settings: fromFile, merged, notes } = await configured(typed, place);
  const settings = { ...fromFile, ...typed.settings };
  const rules = selectRules(merged.ruleSet, settings.only, skipped(typed.settings, fromFile));
  return {
    request: requestOf(typed, settings, place, rules),
    notes: [...notes, ...merged.notes],
  };
}
