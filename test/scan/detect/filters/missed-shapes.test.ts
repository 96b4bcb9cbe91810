import { describe, expect, it } from 'vitest';
import { findingsIn, reportedIn } from './judge.js';

/** Shapes that scanners miss: [shape, path, text, the value to report at the default gate]. */
const SHAPES: readonly (readonly [shape: string, path: string, text: string, value: string])[] = [
  ['a season and a year', 'a.py', "password = 'summer2024'", 'summer2024'],
  ['spaces', 'a.py', 'password = "correct horse 9 battery"', 'correct horse 9 battery'],
  ['escapes', 'a.js', 'password = "pa\\"s9\\\\kQx7"', 'pa"s9\\kQx7'],
  ['unicode escapes', 'a.js', 'password = "\\u0041bc9xY!kf"', 'Abc9xY!kf'],
  ['a dollar that is no template', 'a.py', 'password = "Pa$$w0rd7x"', 'Pa$$w0rd7x'],
  ['brackets that are no template', 'a.py', 'password = "x<9}k{2Zq"', 'x<9}k{2Zq'],
  ['YAML block', 'a.yml', 'password: >-\n  Zx9!kfo2Lm\n', 'Zx9!kfo2Lm'],
  ['split literal', 'A.java', 'password = "Zx9!kf" + "o2Lm";', 'Zx9!kfo2Lm'],
  ['XML attributes', 'web.config', '<add key="ApiKey" value="9aKf2xQzPq81LmNv7aK"/>', '9aKf2xQzPq81LmNv7aK'],
  ['plist', 'a.plist', '<key>password</key>\n<string>Zx9!kfo2Lm</string>', 'Zx9!kfo2Lm'],
  ['CDATA', 'a.xml', '<password><![CDATA[Zx9!kfo2Lm]]></password>', 'Zx9!kfo2Lm'],
  ['name and value siblings', 'task.json', '{"name":"DB_PASSWORD","value":"Zx9!kfo2Lm"}', 'Zx9!kfo2Lm'],
  ['properties escapes', 'a.properties', 'db.password = Zx9\\=kf2\\ Lm', 'Zx9=kf2 Lm'],
  ['a glued flag', 'a.sh', 'mysql -u root -pZx9kfo2Lm db', 'Zx9kfo2Lm'],
  ['a flag', 'a.sh', "tool --password 'Zx9!kfo2Lm'", 'Zx9!kfo2Lm'],
  ['sshpass', 'a.sh', 'sshpass -p Zx9!kfo2Lm ssh h', 'Zx9!kfo2Lm'],
  ['curl', 'a.sh', 'curl -u bob:Zx9!kfo2Lm http://h', 'Zx9!kfo2Lm'],
  ['SQL', 'a.sql', "CREATE USER x IDENTIFIED BY 'Zx9!kfo2Lm';", 'Zx9!kfo2Lm'],
  ['netrc', '.netrc', 'machine h login bob password Zx9!kfo2Lm', 'Zx9!kfo2Lm'],
  ['npmrc', '.npmrc', '//r.example.org/:_authToken=9aKf2xQzPq81LmNv7aK', '9aKf2xQzPq81LmNv7aK'],
  ['connection string', 'A.cs', 'var c = "Server=h;User Id=u;Password=Zx9!kfo2Lm;";', 'Zx9!kfo2Lm'],
  ['another language', 'a.php', "$contraseña = 'Zx9!kfo2Lm';", 'Zx9!kfo2Lm'],
  ['another language', 'a.yml', 'hasło: Zx9!kfo2Lm', 'Zx9!kfo2Lm'],
  ['another script', 'a.yml', '密码: Zx9!kfo2Lm', 'Zx9!kfo2Lm'],
  ['an odd name', 'a.yml', 'bindpw: Zx9!kfo2Lm', 'Zx9!kfo2Lm'],
  ['an odd name', 'a.yml', 'psk: Zx9!kfo2Lm', 'Zx9!kfo2Lm'],
  ['a fallback', 'a.py', 'os.getenv("DB_PASSWORD", "Zx9!kfo2Lm")', 'Zx9!kfo2Lm'],
  ['a fallback', 'a.js', 'process.env.DB_PASSWORD ?? "Zx9!kfo2Lm"', 'Zx9!kfo2Lm'],
  ['a fallback', 'a.sh', 'P="${DB_PASSWORD:-Zx9!kfo2Lm}"', 'Zx9!kfo2Lm'],
  ['a fallback', 'application.yml', 'password: "${DB_PASSWORD:Zx9!kfo2Lm}"', 'Zx9!kfo2Lm'],
  ['a comparison', 'a.py', "if pw == 'Zx9!kfo2Lm':", 'Zx9!kfo2Lm'],
  ['a byte array', 'a.c', 'char password[] = {0x5a,0x78,0x39,0x21,0x6b,0x66,0x6f,0x32,0x4c,0x6d};', 'Zx9!kfo2Lm'],
  ['all letters', 'a.py', "password = 'qzkfwmtrbxelhvkq'", 'qzkfwmtrbxelhvkq'],
  ['a UUID', 'a.py', 'api_key = "4f1b2b0b-822c-4d15-9d6c-15b0f00a0812"', '4f1b2b0b-822c-4d15-9d6c-15b0f00a0812'],
  ['a stop word within', 'a.py', "api_key = 'testKq9aKf2xQzPq81LmNv7aK'", 'testKq9aKf2xQzPq81LmNv7aK'],
  ['a tuple', 'a.py', "requests.get(u, auth=('bob', 'Zx9kfo2Lm4Qw7r'))", 'Zx9kfo2Lm4Qw7r'],
  ['a typed constant', 'a.rs', 'const API_KEY: &str = "9aKf2xQzPq81LmNv7aK";', '9aKf2xQzPq81LmNv7aK'],
  ['hexadecimal', 'a.env', 'SECRET_KEY=9f86d081884c7d659a2feaa0c55ad015', '9f86d081884c7d659a2feaa0c55ad015'],
  ['AppRole', 'a.yml', 'secret_id: 4f1b2b0b-822c-4d15-9d6c-15b0f00a0812', '4f1b2b0b-822c-4d15-9d6c-15b0f00a0812'],
  ['well known', 'config.yml', 'password: admin123', 'admin123'],
];

describe('shapes that scanners miss', () => {
  it.each(SHAPES)('reports %s in %s: %s', (_shape, path, text, value) => {
    expect(reportedIn(text, path)).toContain(value);
  });

  it('reports a plain weak word, but as hardly sure', () => {
    expect(findingsIn('DB_PASS=sunshine', '.env')).toMatchObject([{ confidence: 'low', rule: 'generic-password' }]);
  });

  it('reports a note in a comment', () => {
    expect(findingsIn('# pw: Tr0ub4dor&3', 'a.py')).toMatchObject([{ value: 'Tr0ub4dor&3', confidence: 'medium' }]);
  });

  it('keeps the value out of its reasons', () => {
    for (const [, path, text, value] of SHAPES) {
      for (const { reasons } of findingsIn(text, path)) expect(reasons.join(' ')).not.toContain(value);
    }
  });
});
