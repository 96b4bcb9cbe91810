import { classifyName, NAME_OF_ID } from './name-class.js';
import { isUuid } from './plain-datum.js';

/** What stands around a value, as text on either side of it: as much of it as the reader may look at. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** A digit before anything that is part of a number's line. */
const NUMBERED_LINE = /^[ \t]*[\w.-]+[ \t]+(\d+)[ \t\r]*(?:#.*)?$/;
/** Rows of a table count up; ports, sizes and passwords of a configuration do not. */
const NEAR = 100;
const NUMBER_MEMBER = /^\s*["'][\w.-]+["']\s*(?::|=>)\s*\d+\s*,?\s*(?:#.*|\/\/.*)?$/;
const QUOTED_NAME = /["']\s*(?::|=>)\s*$/;
/** What calls and types of ACME's clients are called (RFC 8555): the token of a challenge is served to everybody. */
const CHALLENGE =
  /(?:\b(?:HTTP|DNS|TLS_?ALPN|TLS_?SNI)[_-]?0?[12]|\bchallenges\.\w+)\s*\([^()]*(?:\([^()]*)?$|\bChallenge\s*\{[^{}]*$|\{[^{}]*["'](?:http|dns|tls-alpn)-01["'][^{}]*$/;
const CHALLENGE_BEHIND = /^[^{}]{0,200}["'](?:http|dns|tls-alpn)-01["']/;
/** Parameters of an `Authorization` header that say who asks and what for; the secret is in none of them (RFC 7235, 7616, 5849). */
const PUBLIC_PARAMETER =
  /\bauthorization["']?\s*[:=,(]\s*["'`]?[A-Za-z][\w-]*\s+(?:[^\r\n]*[\s,])?(?:id|keyid|key_?id|realm|nonce|cnonce|username|opaque|algorithm|ts|uri|qop|oauth_(?:consumer_key|nonce|timestamp|signature_method|version))\s*=\s*\\?["']?$/i;
/** Lists of keys name each before its armour, which is found for itself. */
const KEY_BEHIND = /^["']?[ \t]*\r?\n\s{0,8}-----BEGIN [A-Z ]*PRIVATE KEY-----/;

const MAX_HEADER = 300;

/** Why a value is no secret by what stands around it. Asked only of what everything else takes for a secret. */
export function surroundingsReason(name: string, value: string, around: Surroundings): string | undefined {
  if (isOneOfTable(value, around)) return 'one of a table of the same form';
  if (/^\d+$/.test(value) && isNumberAmongNumbers(value, around)) return 'a number among numbers';
  if (/token$/i.test(name) && isChallenge(value, around)) return 'the token of an ACME challenge';
  if (KEY_BEHIND.test(around.after)) return 'the name of the key that follows';
  return PUBLIC_PARAMETER.test(lastLine(around.before).slice(-MAX_HEADER))
    ? 'a parameter that says who asks'
    : undefined;
}

/** A table of names and numbers, or a map of them: `"password": 3600` among other lifetimes. */
function isNumberAmongNumbers(value: string, { before, after }: Surroundings): boolean {
  const own = lastLine(before);
  const [rest = '', next = ''] = after.split('\n', 2);
  const previous = lastLine(before.slice(0, Math.max(0, before.length - own.length - 1)));
  if (QUOTED_NAME.test(own) && !/^\w/.test(rest)) return NUMBER_MEMBER.test(previous) || NUMBER_MEMBER.test(next);
  if (!/[\w.-][ \t]+$/.test(own)) return false;
  return [previous, next].some((line) => {
    const number = NUMBERED_LINE.exec(line)?.[1];
    return number?.length === value.length && Math.abs(Number(number) - Number(value)) <= NEAR;
  });
}

function isChallenge(value: string, { before, after }: Surroundings): boolean {
  if (CHALLENGE.test(before.slice(-400)) || CHALLENGE_BEHIND.test(after)) return true;
  // Its key authorization is the token, a dot and the account key's thumbprint.
  const again = after.slice(1).indexOf(`${value}.`);
  return again >= 0 && /key_?auth\w*\s*[:=]+\s*["'`]$/i.test(after.slice(1).slice(0, again));
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

const LITERAL_MEMBER =
  /^[ \t]*["']?([A-Za-z_][\w.]*)["']?\s*(?:=>|:=|[:=])\s*[bru]?["']([^"'\r\n]{6,128})["'],?[ \t]*$/gm;
/** In characters, on either side: about twenty lines. */
const TABLE = 1200;
const MIN_SIBLINGS = 4;

/**
 * Whether a value is one of a table of the same form under names that say nothing of secrets: digests, signatures, numbers of
 * attributes. Two or three beside it may be the ids of what it opens.
 */
function isOneOfTable(value: string, { before, after }: Surroundings): boolean {
  const form = formOf(value);
  if (form === undefined) return false;
  const lineStart = before.lastIndexOf('\n') + 1;
  const near = [before.slice(Math.max(0, lineStart - TABLE), lineStart), after.slice(after.indexOf('\n') + 1, TABLE)];
  let siblings = 0;
  for (const [, name = '', other = ''] of near.flatMap((text) => [...text.matchAll(LITERAL_MEMBER)])) {
    if (other !== value && formOf(other) === form && isOfSomethingElse(name)) siblings++;
  }
  return siblings >= MIN_SIBLINGS;
}

function isOfSomethingElse(name: string): boolean {
  const { harmless } = classifyName(name);
  return harmless !== undefined && harmless !== NAME_OF_ID;
}

/** Length and kind of a digest, or which characters are letters and digits; nothing for UUIDs, which tenants and keys both have. */
function formOf(value: string): string | undefined {
  if (isUuid(value)) return undefined;
  if (/^[0-9a-f]{32,}$/.test(value)) return `hex ${value.length}`;
  return /^[A-Z]{2,}[a-z]?\d{4,}$/.test(value)
    ? value.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/\d/g, '9')
    : undefined;
}

const USER_NAMES = /\b(?:user(?:_?name)?|login|database|db(?:_?name)?|uid)\b["']?\s*(?:=>|[:=])\s*["'`]?$/i;

/** Whether the user or the database beside a password is called the same: what people write who only try something out. */
export function isNameBeside(value: string, { before, after }: Surroundings): boolean {
  const near = `${before.slice(-200)}\n${after.slice(0, 200)}`;
  for (let at = near.indexOf(value); at >= 0; at = near.indexOf(value, at + 1)) {
    if (/^\w/.test(near.slice(at + value.length))) continue;
    const ahead = near.slice(Math.max(0, at - 40), at);
    if (USER_NAMES.test(ahead) || (/\bto\s+['"]$/i.test(ahead) && near[at + value.length + 1] === '@')) return true;
  }
  return false;
}
