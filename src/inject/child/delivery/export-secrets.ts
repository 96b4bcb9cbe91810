import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { KeepmumError } from '../../../core/keepmum-error.js';
import type { SecretValue } from '../../../core/secret-value.js';
import { secretText } from './secret-text.js';

/** Where secrets go so that what comes after the command has them too. */
export type ExportTarget =
  | { readonly kind: 'github' /** The files of `GITHUB_ENV` and `GITHUB_OUTPUT`. */; readonly files: readonly string[] }
  | { readonly kind: 'dotenv' | 'json'; readonly file: string };

/** A part of a file that we wrote, so that it is not taken for a leak. */
export interface OwnPart {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Writes secrets for others. What is already in a file of GitHub's stays; another file is replaced, and only its owner can read it.
 *
 * @throws KeepmumError `REFUSED` for bytes that are no text, `OUTPUT_FAILED`
 */
export function exportSecrets(target: ExportTarget, secrets: ReadonlyMap<string, SecretValue>): readonly OwnPart[] {
  const texts = [...secrets].map(
    ([name, value]) => [name, secretText(name, value, `the ${target.kind} export`)] as const,
  );
  if (target.kind === 'github') return target.files.map((file) => append(file, texts.map(githubEntry).join('')));
  const text =
    target.kind === 'json'
      ? `${JSON.stringify(Object.fromEntries(texts), undefined, 2)}\n`
      : texts.map(([name, value]) => `${name}=${dotenvValue(value)}\n`).join('');
  return [replace(target.file, text)];
}

/** A delimiter that nobody can guess: a value with it in a line of its own could set any variable. */
function githubEntry([name, value]: readonly [string, string]): string {
  const delimiter = `keepmum_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

function dotenvValue(value: string): string {
  if (/^[\w./:@%+,=-]*$/.test(value)) return value;
  // Nothing is special between single quotes but their end.
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  const escaped = value
    .replaceAll(/[\\"$`]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

function append(path: string, text: string): OwnPart {
  return attempt(path, () => {
    const from = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(path, text);
    return { path, from, to: from + Buffer.byteLength(text) };
  });
}

function replace(path: string, text: string): OwnPart {
  return attempt(path, () => {
    // Anew, so that whoever holds the old file open does not read the new one.
    rmSync(path, { force: true });
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
    return { path, from: 0, to: Number.POSITIVE_INFINITY };
  });
}

function attempt(path: string, write: () => OwnPart): OwnPart {
  try {
    return write();
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    throw new KeepmumError('OUTPUT_FAILED', `cannot export secrets to "${path}": ${found}`, { cause });
  }
}
