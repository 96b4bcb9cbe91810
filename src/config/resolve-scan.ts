import type { ScanRequest, ScanSource } from '../scan/request.js';
import { CONFIDENCES, SEVERITIES } from '../scan/rules/rule.js';
import { readCount, readDuration, readSize } from './quantity.js';
import { type ConfigSite, type ResolvedRules, resolveRules } from './resolve-rules.js';
import type { RawScan } from './scan-setting.js';
import { type Setting, settingError } from './setting.js';

const MOST_JOBS = 256;
const DEFAULT_PATH = '.';

/** Where a scan is asked for. */
export interface ScanSite extends ConfigSite {
  readonly cores: number;
}

/** A scan as typed on the command line. */
export interface TypedScan {
  readonly paths: readonly string[];
  readonly settings: RawScan;
  readonly values: ScanRequest['values'];
  readonly lineHashes: ScanRequest['lineHashes'];
  readonly source?: ScanSource;
  readonly known?: ReadonlySet<string>;
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

function requestOf(typed: TypedScan, { settings, ruleSet }: ResolvedRules, site: ScanSite): ScanRequest {
  const { confidence, severity, maxFileSize, jobs, timeLimit } = settings;
  return {
    paths: typed.paths.length === 0 ? [DEFAULT_PATH] : typed.paths,
    files: isOn(settings.allFiles) ? 'all' : 'gitignore',
    binary: isOn(settings.binary) ? 'scan' : 'skip',
    maxFileSize: maxFileSize === undefined ? 0 : readSize(maxFileSize),
    jobs: jobs === undefined ? site.cores : readCount(jobs, 1, MOST_JOBS),
    timeLimit: timeLimit === undefined ? 0 : readDuration(timeLimit),
    rules: ruleSet,
    confidence: wordOf(confidence, CONFIDENCES, 'medium'),
    severity: wordOf(severity, SEVERITIES, 'low'),
    values: typed.values,
    inlineAllow: settings.inlineAllow?.text === 'false' ? 'ignored' : 'honoured',
    lineHashes: typed.lineHashes,
    ...(typed.source !== undefined && { source: typed.source }),
    ...(typed.known !== undefined && { known: typed.known }),
    environment: site.environment,
  };
}

/**
 * Flags, environment and file become one request.
 *
 * @throws KeepmumError `USAGE` or `CONFIG_INVALID`, naming the flag, or the file and line
 */
export async function resolveScan(typed: TypedScan, site: ScanSite): Promise<ResolvedScan> {
  const rules = await resolveRules(typed.settings, typed.paths, site);
  return { request: requestOf(typed, rules, site), notes: rules.notes };
}
