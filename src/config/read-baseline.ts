import { readFileSync } from 'node:fs';
import { KeepmumError } from '../core/keepmum-error.js';

const FINGERPRINT = /^[0-9a-f]{32}$/;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * The fingerprints in an earlier report of ours, `json` or `jsonl`: what stands in it is known.
 *
 * @param path absolute
 * @param name as typed
 * @throws KeepmumError `CONFIG_INVALID`
 */
export function readBaseline(path: string, name: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('CONFIG_INVALID', `cannot read the baseline "${name}": ${found}, expected a report`, {
      cause,
    });
  }
  const records = recordsIn(text);
  if (records === undefined) {
    throw new KeepmumError(
      'CONFIG_INVALID',
      `cannot use the baseline "${name}": found something else, expected a JSON report of keepmum`,
      {
        hints: [`make one with keepmum scan --report json=${name}`],
      },
    );
  }
  return new Set(records.map((record) => record.fingerprint).filter((one) => typeof one === 'string'));
}

/** @returns `undefined` for a text that is no report */
function recordsIn(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const whole = parse(text);
  if (isRecord(whole) && Array.isArray(whole.findings)) return whole.findings.filter(isRecord);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map(parse);
  if (!records.every(isRecord)) return undefined;
  const isReport = records.some(
    ({ type, fingerprint }) => type === 'coverage' || FINGERPRINT.test(String(fingerprint)),
  );
  return isReport ? records.filter(({ fingerprint }) => fingerprint !== undefined) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
