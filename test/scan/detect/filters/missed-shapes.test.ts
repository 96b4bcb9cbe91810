import { describe, expect, it } from 'vitest';
import { withValues } from '../../../fixtures/made-up-values.js';
import { findingsIn, reportedIn } from './judge.js';

/** Shapes that scanners miss: [shape, path, text, the value to report at the default gate]. */
const SHAPES: readonly (readonly [shape: string, path: string, text: string, value: string])[] = [
  ['a season and a year', 'a.py', "password = 'summer2024'", 'summer2024'],
  ['spaces', 'a.py', 'password = "correct horse 9 battery"', 'correct horse 9 battery'],
  ['escapes', 'a.js', 'password = "pa\\"s9\\\\kQx7"', 'pa"s9\\kQx7'],
  ['unicode escapes', 'a.js', 'password = "\\u0041{Y}"', 'A{Y}'],
  ['a dollar that is no template', 'a.py', 'password = "{Q}"', '{Q}'],
  ['brackets that are no template', 'a.py', 'password = "x<9}k{2Zq"', 'x<9}k{2Zq'],
  ['YAML block', 'a.yml', 'password: >-\n  {V}\n', '{V}'],
  ['split literal', 'A.java', 'password = "{A}" + "{B}Lm";', '{V}'],
  ['XML attributes', 'web.config', '<add key="ApiKey" value="{K}"/>', '{K}'],
  ['plist', 'a.plist', '<key>password</key>\n<string>{V}</string>', '{V}'],
  ['CDATA', 'a.xml', '<password><![CDATA[{V}]]></password>', '{V}'],
  ['name and value siblings', 'task.json', '{"name":"DB_PASSWORD","value":"{V}"}', '{V}'],
  ['properties escapes', 'a.properties', 'db.password = Zx9\\=kf2\\ Lm', 'Zx9=kf2 Lm'],
  ['a glued flag', 'a.sh', 'mysql -u root -p{D}Lm db', '{D}Lm'],
  ['a flag', 'a.sh', "tool --password '{V}'", '{V}'],
  ['sshpass', 'a.sh', 'sshpass -p {V} ssh h', '{V}'],
  ['curl', 'a.sh', 'curl -u bob:{V} http://h', '{V}'],
  ['SQL', 'a.sql', "CREATE USER x IDENTIFIED BY '{V}';", '{V}'],
  ['netrc', '.netrc', 'machine h login bob password {V}', '{V}'],
  ['npmrc', '.npmrc', '//r.example.org/:_authToken={K}', '{K}'],
  ['connection string', 'A.cs', 'var c = "Server=h;User Id=u;Password={V};";', '{V}'],
  ['another language', 'a.php', "$contraseña = '{V}';", '{V}'],
  ['another language', 'a.yml', 'hasło: {V}', '{V}'],
  ['another script', 'a.yml', '密码: {V}', '{V}'],
  ['an odd name', 'a.yml', 'bindpw: {V}', '{V}'],
  ['an odd name', 'a.yml', 'psk: {V}', '{V}'],
  ['a fallback', 'a.py', 'os.getenv("DB_PASSWORD", "{V}")', '{V}'],
  ['a fallback', 'a.js', 'process.env.DB_PASSWORD ?? "{V}"', '{V}'],
  ['a fallback', 'a.sh', 'P="${DB_PASSWORD:-{V}}"', '{V}'],
  ['a fallback', 'application.yml', 'password: "${DB_PASSWORD:{V}}"', '{V}'],
  ['a comparison', 'a.py', "if pw == '{V}':", '{V}'],
  ['a byte array', 'a.c', 'char password[] = {{X}};', '{V}'],
  ['all letters', 'a.py', "password = '{L}'", '{L}'],
  ['a UUID', 'a.py', 'api_key = "{I}"', '{I}'],
  ['a stop word within', 'a.py', "api_key = 'testKq{K}'", 'testKq{K}'],
  ['a tuple', 'a.py', "requests.get(u, auth=('bob', '{D}Lm4Qw7r'))", '{D}Lm4Qw7r'],
  ['a typed constant', 'a.rs', 'const API_KEY: &str = "{K}";', '{K}'],
  ['hexadecimal', 'a.env', 'SECRET_KEY={H}', '{H}'],
  ['AppRole', 'a.yml', 'secret_id: {I}', '{I}'],
  ['a positional argument', 'a.php', "mysqli_connect('db', 'root', '{D}Lm4Qw7r');", '{D}Lm4Qw7r'],
  ['a login', 'a.py', 'smtp.login("bob", "{D}Lm4Qw7r")', '{D}Lm4Qw7r'],
  ['a column of an insert', 'a.sql', "INSERT INTO u (name, password) VALUES ('bob', '{V}');", '{V}'],
  ['a column of a table', 'users.csv', 'user,password\nbob,{V}\n', '{V}'],
  ['a sentence', 'notes.conf', 'the password is {D}Lm4Qw7r.', '{D}Lm4Qw7r'],
  ['a name of two words', 'a.conf', '# secret key: {K}', '{K}'],
  ['a define', 'a.h', '#define API_KEY "{K}"', '{K}'],
  ['a builder', 'A.java', '.clientSecret("{K}")', '{K}'],
  ['a key with 0x', 'a.js', 'encryptionKey = "0x{H}"', '0x{H}'],
  ['base64 with its padding', 'a.properties', 'api_key = {K}==', '{K}=='],
  ['an asterisk that is no alias', 'a.py', "api_key = '*{K}'", '*{K}'],
  ['letters in groups', 'a.py', "token = 'qniudb_ljrwc_vwscq_xdzyjs'", 'qniudb_ljrwc_vwscq_xdzyjs'], // keepmum:allow generic-token -- made up
  ['well known', 'config.yml', 'password: admin123', 'admin123'],
];
const FILLED = SHAPES.map(([shape, path, text, value]) => [shape, path, withValues(text), withValues(value)] as const);

describe('shapes that scanners miss', () => {
  it.each(FILLED)('reports %s in %s: %s', (_shape, path, text, value) => {
    expect(reportedIn(text, path)).toContain(value);
  });

  it('reports a plain weak word, but as hardly sure', () => {
    expect(findingsIn('DB_PASS=sunshine', '.env')).toMatchObject([{ confidence: 'low', rule: 'generic-password' }]);
  });

  it('reports a note in a comment', () => {
    expect(findingsIn('# pw: Tr0ub4dor&3', 'a.py')).toMatchObject([{ value: 'Tr0ub4dor&3', confidence: 'medium' }]); // keepmum:allow generic-password -- made up
  });

  it('keeps the value out of its reasons', () => {
    for (const [, path, text, value] of FILLED) {
      for (const { reasons } of findingsIn(text, path)) expect(reasons.join(' ')).not.toContain(value);
    }
  });
});
