/**
 * Lower-case literals the engine searches for (ASCII case ignored, others as written); each hit is a call of `readAssignment`.
 * No word here is part of another one that reads, except where a short name needs its operator to be told from ordinary text.
 */
export const ASSIGNMENT_WORDS: readonly string[] = [
  ...['pass', 'pwd', 'pswd', 'psk', 'secret', 'token', 'key', 'cred', 'auth'],
  // Too short to search for alone: only with what stands beside them.
  ...['_pw', 'pw=', 'pw =', 'pw:', 'pw"', "pw'", 'bindpw', 'dbpw', 'rootpw', 'userpw', 'adminpw'],
  ...['kennwort', 'contrase', 'clave', 'mdp', 'senha', 'parola', 'wachtwoord', 'losenord', 'adgangskode', 'salasana'],
  ...[
    'haslo',
    'heslo',
    'jelszo',
    'sifre',
    'kata_sandi',
    'mat_khau',
    'lösenord',
    'hasło',
    'jelszó',
    'şifre',
    'mật_khẩu',
  ],
  ...['пароль', 'Пароль', 'ПАРОЛЬ', '密码', '密碼', '口令', 'パスワード', '비밀번호', '암호'],
  // Commands that take a password by a flag, and SQL.
  ...[
    'curl ',
    'wget ',
    'mysql',
    'ldapsearch ',
    'ldapmodify ',
    'ldapadd ',
    'docker login',
    'podman login',
    'helm registry login',
  ],
  // Calls that take a password by its place.
  ...['connect(', 'getconnection(', 'mysqli(', 'pdo(', '.login('],
  ...['redis-cli ', 'smbclient ', 'sqlcmd ', 'identified by'],
];

/** Words that make an identifier read as a secret's name, by first byte: only the last of them in a name starts a reading. */
const NAME_WORDS: readonly (readonly Uint8Array[])[] = groupByFirstByte([
  ...['pass', 'pwd', 'pswd', 'psk', 'secret', 'token', 'key', 'cred', 'auth'],
  ...['kennwort', 'clave', 'mdp', 'senha', 'parola', 'wachtwoord', 'losenord', 'haslo', 'heslo', 'sifre'],
]);

/** Whether another secret-ish word starts in the given part of a name; then that one reads the assignment, and only once. */
export function hasNameWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 3 <= end; at++) {
    const words = NAME_WORDS[(bytes[at] as number) | 0x20];
    for (const word of words ?? []) if (isWordAt(bytes, at, end, word)) return true;
  }
  return false;
}

function isWordAt(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (at + word.length > end) return false;
  for (let i = 1; i < word.length; i++) if (((bytes[at + i] as number) | 0x20) !== word[i]) return false;
  return true;
}

function groupByFirstByte(words: readonly string[]): readonly (readonly Uint8Array[])[] {
  const groups: Uint8Array[][] = Array.from({ length: 256 }, () => []);
  for (const word of words) {
    const bytes = new TextEncoder().encode(word);
    groups[bytes[0] as number]?.push(bytes);
  }
  return groups;
}
