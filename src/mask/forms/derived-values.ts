import { unmaskableReason } from '../refuse-secret.js';

/** A secret that holds another one: the other one, so that it is masked by itself too. */
export function derivedValues(text: string): string[] {
  const values = new Set([
    ...unquoted(text),
    ...withRealNewlines(text),
    ...urlPasswords(text),
    ...connectionStringPasswords(text),
    ...decodedText(text),
  ]);
  values.delete(text);
  return [...values].filter((value) => value.length >= 6 && isSecretIn(text, value));
}

/** `postgres://postgres:postgres@localhost`: what stands there twice, or is a word, hides nothing and would blank a log. */
function isSecretIn(text: string, value: string): boolean {
  return text.split(value).length <= 2 && unmaskableReason(Buffer.from(value)) === undefined;
}

/** A value that was stored with its quotes is often printed without. */
function unquoted(text: string): string[] {
  const inner = /^(["'`])([\s\S]{7,})\1$/.exec(text)?.[2];
  return inner === undefined ? [] : [inner];
}

/** A key that travels in one line as `\n` is printed with real line ends by whatever uses it. */
function withRealNewlines(text: string): string[] {
  return text.includes('\\n') ? [text.replaceAll('\\r\\n', '\n').replaceAll('\\n', '\n')] : [];
}

/** `scheme://user:password@host`: as it stands and percent-decoded. */
function urlPasswords(text: string): string[] {
  const found = [...text.matchAll(/:\/\/[^\s:/@]*:([^\s/]+)@/g)].map((match) => match[1] ?? '');
  return found.flatMap((password) => [password, percentDecoded(password)]);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent encoding after all.
    return text;
  }
}

/** `Key=value;Key=value` of ODBC, ADO.NET and Azure, and `key=value key=value` of libpq. */
function connectionStringPasswords(text: string): string[] {
  const quotedOrPlain =
    /\b(?:password|pwd|pass|accountkey|sharedaccesskey|secret|token|apikey)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^;\s&]+))/gi;
  return [...text.matchAll(quotedOrPlain)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** What base64 of readable text says, as in `auth` of a Docker configuration: `user:password`, and the password. */
function decodedText(text: string): string[] {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text)) return [];
  const decoded = Buffer.from(text, 'base64').toString();
  if (!/^[\x20-\x7e\r\n\t]{6,}$/.test(decoded)) return [];
  const password = /^[^:\s]+:(\S{6,})$/.exec(decoded)?.[1];
  return password === undefined ? [decoded] : [decoded, password];
}
