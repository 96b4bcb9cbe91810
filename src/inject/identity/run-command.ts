import { execFile } from 'node:child_process';
import { KeepmumError } from '../../core/keepmum-error.js';

const WITHIN = 30_000;
const LARGEST = 65_536;

/**
 * What a CI's own program prints, without white space around it.
 *
 * @throws KeepmumError `LOGIN_FAILED`, without anything the program printed: it may be a token
 */
export function runCommand(
  [program, ...parameters]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const options = { env: environment, timeout: WITHIN, maxBuffer: LARGEST, signal, encoding: 'utf8' as const };
  return new Promise((resolve, reject) => {
    const child = execFile(program, parameters, options, (error, stdout) => {
      const text = stdout.trim();
      if (error === null && text !== '') return resolve(text);
      if (signal.aborted) return reject(signal.reason);
      const code = error === null ? 'it printed nothing' : reasonOf(error);
      reject(new KeepmumError('LOGIN_FAILED', `cannot get an identity token from "${program}": ${code}`, {}));
    });
    child.stdin?.end();
  });
}

function reasonOf(error: Error & { code?: unknown; killed?: boolean }): string {
  if (error.code === 'ENOENT') return 'no such program, expected it in the PATH of a job of this CI';
  if (error.killed === true) return `it did not end in ${WITHIN / 1000} s, or printed more than ${LARGEST} bytes`;
  return `it failed with ${String(error.code ?? 'an error')}`;
}
