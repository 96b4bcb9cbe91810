import { escapeAzure, escapeGitHub } from '../commands/escape-data.js';
import { unmaskableError, unmaskableReason } from '../refuse-secret.js';
import type { CiHost } from './ci-host.js';

/** What to do so that a host masks secrets as well; the caller does it. */
export type Registration =
  /** Lines for standard output, where the host reads them and shows them masked. */
  | { readonly kind: 'print'; readonly lines: readonly string[] }
  /** A command to run, the values on its standard input, never in its arguments. */
  | { readonly kind: 'run'; readonly command: readonly string[]; readonly input: string }
  /** The host knows no way; only keepmum masks. */
  | { readonly kind: 'none'; readonly reason: string };

/**
 * How to tell this host to mask these secrets. Values that are not UTF-8 cannot be told to any host and are left out.
 * @throws KeepmumError `REFUSED` for a value that would blank the host's log.
 */
export function registrationOf(host: CiHost, secrets: readonly Uint8Array[]): Registration {
  for (const [index, secret] of secrets.entries()) {
    const reason = unmaskableReason(secret);
    if (reason !== undefined) throw unmaskableError(index + 1, reason);
  }
  const values = secrets.flatMap((secret) => textAndLines(secret));
  switch (host) {
    case 'github':
      return { kind: 'print', lines: values.map((value) => `::add-mask::${escapeGitHub(value)}`) };
    case 'azure':
      return { kind: 'print', lines: values.map((value) => `##vso[task.setsecret]${escapeAzure(value)}`) };
    case 'buildkite':
      return {
        kind: 'run',
        command: ['buildkite-agent', 'redactor', 'add', '--format', 'json'],
        input: asObject(values),
      };
    case 'gitlab':
      return {
        kind: 'none',
        reason: 'GitLab takes values at run time only with proxy_exec, and prints them raw without it',
      };
    case 'teamcity':
      return { kind: 'none', reason: 'TeamCity masks parameters of the type password and takes no values at run time' };
  }
}

/** The whole value and each of its lines that can be masked by itself: hosts mask line by line. */
function textAndLines(secret: Uint8Array): string[] {
  const text = utf8Text(secret)?.trim();
  if (text === undefined) return [];
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const maskable = lines.filter(
    (line) => unmaskableReason(Buffer.from(line)) === undefined && !/^-----.*-----$/.test(line),
  );
  return [...new Set([text, ...maskable])];
}

function utf8Text(secret: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(secret);
  } catch {
    // Not text.
    return undefined;
  }
}

function asObject(values: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(values.map((value, index) => [`secret${index + 1}`, value])));
}
