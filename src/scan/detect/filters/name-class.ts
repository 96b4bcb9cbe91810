import { splitName, wordSet } from './name-words.js';
import { type SecretWord, secretWord } from './secret-word.js';

/** What a name says about its value: a kind of secret, or which veto makes it harmless whatever the value is. */
export type NameClass = (SecretWord & { readonly harmless?: undefined }) | { readonly harmless: string };

/** Words behind the secret one that leave it what it is. */
const NEUTRAL = wordSet(`
  value val text plain plaintext cleartext string str raw b64 base64 default prod production dev development
  staging test testing local live main primary secondary admin root user old new current confirm confirmation
  again env qa uat db override p u s by u8
`);
/** Last words that say the value is about a secret, not one (detection-quality §6). */
const HARMLESS = wordSet(`
  url uri urls endpoint title label hint description desc message msg error exception type name names path file
  filename field fields header headers param parameter prefix suffix format method class get set create stream
  tokenize tokenizer pretrained expired expires days length size count index pattern policy provider scope scopes
  algorithm curve status layout at kind version expiry expiration ttl timeout lifetime duration rotation strength
  placeholder prompt help regex regexp validator validation required enabled disabled visible input dir directory
  location ref reference arn env var variable alias link page route domain host issuer audience usage purpose mode
  source store manager service store state code template id_token_signed_response_alg alg encoding charset grant
  separator delimiter sep event action button icon selector style color info comment doc docs example schema
  column date time usec msec sec created updated bytes bits limit min max rule rules mismatch failed invalid
`);
const IDS = new Set(['id', 'ids', 'uuid', 'guid', 'uid', 'identifier', 'sid', 'kid', 'number', 'num', 'no']);
const HASHES = wordSet(`
  hash hashes hashed digest checksum sha sha1 sha256 sha512 md5 integrity fingerprint thumbprint revision rev
  commit salt nonce iv crypted encrypted signature sig mac etag
`);
/** Words before the secret one that say it is meant to be seen, or is a condition. */
const OPEN = wordSet(`
  public pub publishable site csrf xsrf authenticity verification csrfmiddleware antiforgery forgery anti primary foreign sort sorting
  partition cache hot shortcut group row i18n translation map bucket idempotency has is no use enable allow
  require requires show hide forgot missing invalid expected unexpected wrong bad without max min num keyboard
  registry object host device page next continuation sync change progress paging pagination idempotence cancellation stop pad eos bos unk mask special layout
  column design
`);
/** Words before `token` that make it a handle: what it stands for was asked for, goes on or has changed, and it opens nothing. */
const HANDLES = wordSet(`
  version lock unit grant term resume lifecycle
`);
/** Two words before `token` that do the same; `request token` and `update token` alone are credentials of OAuth and of DNS services. */
const HANDLE_PAIRS: ReadonlySet<string> = new Set(['client request', 'policy update', 'lifecycle action']);
/** First words of a name whose value has been made unreadable: nobody can use it as it stands, or not without the other half. */
const UNREADABLE = wordSet('encoded encrypted cipher ciphered enciphered');

/** Words beside `token` in parsers. */
const LEXER =
  /^(?:z|cur|curr|prev|next|peek|parse|parser|parsed|tokeniz\w*|lex|lexer|match|expect|consume|emit|syntax|scan|scanner|operator|keyword|op|stop|start|end|begin|close|open)$/;

/** Why an id's name is harmless. */
export const NAME_OF_ID = 'name of an id';
const LEXER_WEIGHT = 0.3;
const MAX_REMEMBERED = 4096;
const remembered = new Map<string, NameClass>();

/** What a name says; the same few names come again and again, so answers are remembered (bounded). */
export function classifyName(name: string): NameClass {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const fresh = classifyWords(splitName(name));
  remembered.set(name, fresh);
  return fresh;
}

/** Whether a value under this name can be a secret at all: by what the name says, or as one of several that give credentials. */
export function canNameSecret(name: string): boolean {
  return classifyName(name).harmless === undefined || takesCredentials(name);
}

/** `auth=(user, …)`: the name of what holds a user and a password. */
export function takesCredentials(name: string): boolean {
  return /(?:auth|credentials?|login)$/i.test(name);
}

function classifyWords(words: readonly string[]): NameClass {
  let end = words.length;
  while (end > 1 && isNeutral(words[end - 1] as string) && secretWordAt(words, end - 1) === undefined) end--;
  const found = secretWordAt(words, end - 1);
  if (found === undefined) return classifyByEarlierWord(words, end);
  return adjust(found, words.slice(0, end - 1));
}

function isNeutral(word: string): boolean {
  return NEUTRAL.has(word) || /^\d+$/.test(word);
}

function secretWordAt(words: readonly string[], at: number): SecretWord | undefined {
  return secretWord(words[at] ?? '', words[at - 1]);
}

function classifyByEarlierWord(words: readonly string[], end: number): NameClass {
  const last = words[end - 1] ?? '';
  // Vault's AppRole calls a real credential `secret_id`.
  if (last === 'id' && words[end - 2] === 'secret')
    return adjust({ kind: 'secret', rule: 'generic-secret', weight: 1 }, []);
  if (IDS.has(last)) return { harmless: NAME_OF_ID };
  if (HASHES.has(last)) return { harmless: 'name of a hash' };
  if (HARMLESS.has(last)) return { harmless: 'name of something about a secret' };
  for (let at = end - 2; at >= 0; at--) {
    const found = secretWordAt(words, at);
    if (found !== undefined) return adjust({ ...found, weight: found.weight / 2 }, words.slice(0, at));
  }
  return { harmless: 'no secret word in the name' };
}

function adjust(found: SecretWord, before: readonly string[]): NameClass {
  const last = before.at(-1);
  const isOpenKind =
    found.kind === 'key' || found.kind === 'token' || found.kind === 'password' || found.kind === 'auth';
  if (last !== undefined && isOpenKind && OPEN.has(last)) return { harmless: 'name of something meant to be seen' };
  if (before[0] !== undefined && /^(?:has|is|no|show|hide|forgot|invalid|missing|public)$/.test(before[0])) {
    return { harmless: 'name of a condition' };
  }
  if (found.kind === 'token' && isHandle(before)) return { harmless: 'name of a handle' };
  if (found.kind === 'credential' && last === 'amz') return { harmless: "name of an access key's id" };
  if (found.kind === 'token' && before.some((word) => LEXER.test(word))) return { ...found, weight: LEXER_WEIGHT };
  return UNREADABLE.has(before[0] ?? '') ? { ...found, weight: found.weight / 2 } : found;
}

/** `versionToken`, `ClientRequestToken`, `SubjectFromWebIdentityToken`: what names a state, a request or an account. */
function isHandle(before: readonly string[]): boolean {
  const last = before.at(-1) ?? '';
  if (HANDLES.has(last) || HANDLE_PAIRS.has(`${before.at(-2)} ${last}`)) return true;
  return before[0] === 'subject' && before[1] === 'from';
}
