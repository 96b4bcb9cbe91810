import { endsWithWord, wordSet } from './name-words.js';
import type { AssignmentRule } from './verdict.js';

/** What a secret-ish word says its value is, and how much of the way to a finding that is (0…1, detection-quality §6). */
export interface SecretWord {
  readonly kind: 'password' | 'secret' | 'token' | 'api key' | 'private key' | 'credential' | 'auth' | 'key';
  readonly rule: AssignmentRule;
  readonly weight: number;
}

const PASSWORD: SecretWord = { kind: 'password', rule: 'generic-password', weight: 1 };
const PASS: SecretWord = { kind: 'password', rule: 'generic-password', weight: 0.9 };
const SECRET: SecretWord = { kind: 'secret', rule: 'generic-secret', weight: 1 };
const TOKEN: SecretWord = { kind: 'token', rule: 'generic-token', weight: 0.8 };
const API_KEY: SecretWord = { kind: 'api key', rule: 'generic-api-key', weight: 1 };
const PRIVATE_KEY: SecretWord = { kind: 'private key', rule: 'generic-private-key-value', weight: 1 };
const CREDENTIAL: SecretWord = { kind: 'credential', rule: 'generic-credential', weight: 0.7 };
const AUTH: SecretWord = { kind: 'auth', rule: 'generic-credential', weight: 0.4 };
const KEY: SecretWord = { kind: 'key', rule: 'generic-api-key', weight: 0.2 };

/** Words that mean password at an identifier's end, also glued to others (`dbpassword`). */
const PASSWORDS = [
  ...wordSet(`
  password passwd passphrase passcode pwd pswd passw passwort kennwort contraseña contrasena wachtwoord lösenord
  losenord adgangskode salasana hasło haslo heslo jelszó jelszo şifre пароль 密码 密碼 口令 パスワード 비밀번호 암호 passwords
  bindpw rootpw userpw adminpw dbpw
`),
];
/** Words that mean password only on their own. */
const SHORT_PASSWORDS = wordSet(`
  pass pw psw psk passe mdp senha clave parola sifre sandi khau khẩu requirepass masterauth sshpass pword pwrd
`);
const GLUED_PASS =
  /^(?:db|user|my|admin|root|store|key|ssh|require|master|ftp|smtp|mail|ldap|sql|mysql|pg|http|proxy|login|new|old|test|trust|web)pass$/;
/** What `key` is the key of, when that makes it a secret's name. */
const API_KEYS = new Set([
  'api',
  'apis',
  'app',
  'application',
  'rest',
  'subscription',
  'integration',
  'ingest',
  'license',
  'licence',
]);
const PRIVATE_KEYS = wordSet(`
  private priv access signing sign signature encryption encrypt decryption secret master storage account shared
  preshared service admin auth crypto cipher aes hmac jwt ssh rsa deploy server webhook host function write root
  unseal recovery wallet bot
`);
const GLUED_KEY =
  /(api|app|private|access|signing|encryption|secret|master|storage|account|shared|auth|ssh|crypt)keys?$/;

const MAX_REMEMBERED = 4096;
const NOTHING = 'nothing';
const remembered = new Map<string, SecretWord | typeof NOTHING>();

/** What a word says at the end of a name, given the word before it; nothing when it says nothing about secrets. */
export function secretWord(word: string, before: string | undefined): SecretWord | undefined {
  // A key is a secret by what it opens; every other word speaks for itself, and names are made of few words.
  if (word === 'key') return keyOf(before);
  if (word === 'keys') return halved(keyOf(before));
  const known = remembered.get(word);
  if (known !== undefined) return known === NOTHING ? undefined : known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const found = wordAlone(word);
  remembered.set(word, found ?? NOTHING);
  return found;
}

function wordAlone(word: string): SecretWord | undefined {
  if (PASSWORDS.some((ending) => endsWithWord(word, ending))) return PASSWORD;
  if (SHORT_PASSWORDS.has(word) || GLUED_PASS.test(word)) return PASS;
  const one = word.endsWith('s') && word !== 'pass' ? word.slice(0, -1) : word;
  const found = singular(one);
  return found !== undefined && one !== word && found !== CREDENTIAL ? halved(found) : found;
}

/** Of several, each is less likely to stand there. */
function halved(found: SecretWord): SecretWord {
  return { ...found, weight: found.weight / 2 };
}

function singular(word: string): SecretWord | undefined {
  if (endsWithWord(word, 'secret')) return SECRET;
  // Made anew for each page, and of no use without the session.
  if (endsWithWord(word, 'token')) return /^[cx]srf/.test(word) ? undefined : TOKEN;
  const glued = GLUED_KEY.exec(word);
  if (glued !== null) return glued[1] === 'api' || glued[1] === 'app' ? API_KEY : PRIVATE_KEY;
  if (word === 'cred' || endsWithWord(word, 'credential')) return CREDENTIAL;
  if (word === 'auth' || word === 'authorization' || word === 'basicauth' || word === 'authentication') return AUTH;
  return undefined;
}

function keyOf(before: string | undefined): SecretWord {
  if (before === undefined) return KEY;
  if (API_KEYS.has(before)) return API_KEY;
  return PRIVATE_KEYS.has(before) ? PRIVATE_KEY : KEY;
}
