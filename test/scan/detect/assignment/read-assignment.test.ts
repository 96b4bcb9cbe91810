import { describe, expect, it } from 'vitest';
import { readAll, unmark } from './read-all.js';

/** [text with the raw value between « and », name, operator, value when it differs from the raw one] */
type Case = readonly [marked: string, name: string, operator: string, value?: string];

const OPERATORS: readonly Case[] = [
  ['password = "«Zx9!kfo2»"', 'password', '='],
  ["$password='«Zx9!kfo2»';", 'password', '='],
  ['password := "«Zx9!kfo2»"', 'password', ':='],
  ['password: "«Zx9!kfo2»"', 'password', ':'],
  [":password => '«Zx9!kfo2»'", 'password', '=>'],
  ["'password' => '«Zx9!kfo2»',", 'password', '=>'],
  ['if password == "«Zx9!kfo2»":', 'password', '=='],
  ["if (password === '«Zx9!kfo2»') {", 'password', '==='],
  ['if (password.equals("«Zx9!kfo2»"))', 'password', '=='],
  ['PASSWORD ?= «Zx9!kfo2»', 'PASSWORD', '?='],
  ['PASSWORD += «Zx9!kfo2»', 'PASSWORD', '+='],
  ["password ||= '«Zx9!kfo2»'", 'password', '||='],
  ["const p = opts.password ?? '«Zx9!kfo2»'", 'opts.password', '??'],
  ["const p = opts.password || '«Zx9!kfo2»'", 'opts.password', '||'],
  ["p = cfg.password or '«Zx9!kfo2»'", 'cfg.password', '||'],
  ['password <- "«Zx9!kfo2»"', 'password', '<-'],
  ['Map.of("password", "«Zx9!kfo2»")', 'password', ','],
  ['[["password", "«Zx9!kfo2»"]]', 'password', ','],
  ['setPassword("«Zx9!kfo2»");', 'setPassword', '('],
  ['[ "$PASSWORD" = "«Zx9!kfo2»" ]', 'PASSWORD', '='],
  ['if (password eq "«Zx9!kfo2»")', 'password', '=='],
];

const NAMES: readonly Case[] = [
  ['db_password = "«Zx9!kfo2»"', 'db_password', '='],
  ['dbPassword = "«Zx9!kfo2»"', 'dbPassword', '='],
  ['db-password: «Zx9!kfo2»', 'db-password', ':'],
  ['spring.datasource.password=«Zx9!kfo2»', 'spring.datasource.password', '='],
  ["config['password'] = '«Zx9!kfo2»'", 'password', '='],
  ['config["db"]["api_key"] = "«Zx9!kfo2»"', 'api_key', '='],
  ["$ENV{'API_TOKEN'} = '«Zx9!kfo2»';", 'API_TOKEN', '='],
  ['secret_token = "«Zx9!kfo2»"', 'secret_token', '='],
  ['# note: "password": "«Zx9!kfo2»"', 'password', ':'],
  ['<note>"password": "«Zx9!kfo2»"</note>', 'password', ':'],
  ['note=\\"password\\": \\"«Zx9!kfo2»\\"', 'password', ':'],
  ['//registry.example.org/:_authToken=«Zx9kfo2a»', '_authToken', '='],
  ['db_pw = "«Zx9!kfo2»"', 'db_pw', '='],
  ['"pw": "«Zx9!kfo2»"', 'pw', ':'],
  ['contraseña = "«Zx9!kfo2»"', 'contraseña', '='],
  ['пароль: "«Zx9!kfo2»"', 'пароль', ':'],
  ['密码: «Zx9!kfo2»', '密码', ':'],
];

const LITERALS: readonly Case[] = [
  ['char *password = "«Zx9!kfo2»";', 'password', '='],
  ['char password[] = "«Zx9!kfo2»";', 'password', '='],
  ['char password[32] = "«Zx9!kfo2»";', 'password', '='],
  ['String password = "«Zx9!kfo2»";', 'password', '='],
  ['val password: String = "«Zx9!kfo2»"', 'password', '='],
  ['password: Optional[str] = "«Zx9!kfo2»"', 'password', '='],
  ['const PASSWORD: &str = "«Zx9!kfo2»";', 'PASSWORD', '='],
  ['const PASSWORD: &\'static str = "«Zx9!kfo2»";', 'PASSWORD', '='],
  ['const password string = "«Zx9!kfo2»"', 'password', '='],
  ['Dim password As String = "«Zx9!kfo2»"', 'password', '='],
  ["DECLARE @password VARCHAR(20) = '«Zx9!kfo2»'", 'password', '='],
  ['password = b"«Zx9!kfo2»"', 'password', '='],
  ['password = r"«Zx9!\\kfo2»"', 'password', '='],
  ['let password = r#"«Zx9!kfo2»"#;', 'password', '='],
  ['string password = @"«Zx9!kfo2»";', 'password', '='],
  ['password = """«Zx9!kfo2»"""', 'password', '='],
  ['password = `«Zx9!kfo2»`', 'password', '='],
  ['password := []byte("«Zx9!kfo2»")', 'password', ':='],
  ['password = SecretStr("«Zx9!kfo2»")', 'password', '='],
  ['password = new String("«Zx9!kfo2»");', 'password', '='],
  ['char[] password = "«Zx9!kfo2»".toCharArray();', 'password', '='],
  ['password = ("«Zx9!kfo2»")', 'password', '='],
  ['password =\n    "«Zx9!kfo2»";', 'password', '='],
  ['"password":\n    "«Zx9!kfo2»"', 'password', ':'],
  ['password = "«Zx9!" + "kfo2»"', 'password', '=', 'Zx9!kfo2'],
  ['password = "«Zx9!"\n    + "kfo2»";', 'password', '=', 'Zx9!kfo2'],
  ['char *password = "«Zx9!"\n    "kfo2»";', 'password', '=', 'Zx9!kfo2'],
  ["$password = '«Zx9!' . 'kfo2»';", 'password', '=', 'Zx9!kfo2'],
  ['password = "«Zx9!" \\\n  "kfo2»"', 'password', '=', 'Zx9!kfo2'],
  ['password = "«pa\\"ss\\\\w0rd»"', 'password', '=', 'pa"ss\\w0rd'],
  ['password = "«\\u0041bc\\x39xY»"', 'password', '=', 'Abc9xY'],
  ["password = '«it''s9kfo»'", 'password', '=', "it's9kfo"],
  ['byte[] password = new byte[] {«0x53,0x33,0x63,0x72,0x33,0x74»};', 'password', '=', 'S3cr3t'],
  ["char password[] = {«'S','3','c','r','3','t'»};", 'password', '=', 'S3cr3t'],
  ['password = bytes([«83, 51, 99, 114, 51, 116»])', 'password', '=', 'S3cr3t'],
];

const FORMATS: readonly Case[] = [
  ['<password>«Zx9&amp;kfo2»</password>', 'password', 'xml', 'Zx9&kfo2'],
  ['<ns:password type="plain">«Zx9!kfo2»</ns:password>', 'password', 'xml'],
  ['<password><![CDATA[«Zx9<kfo2»]]></password>', 'password', 'xml'],
  ['<user password="«Zx9!kfo2»"/>', 'password', '='],
  ['<add key="ApiKey" value="«Zx9!kfo2»"/>', 'ApiKey', 'pair'],
  ['<property name="password">«Zx9!kfo2»</property>', 'password', 'xml'],
  ['<property name="password"><value>«Zx9!kfo2»</value></property>', 'password', 'xml'],
  ['<key>password</key>\n\t<string>«Zx9!kfo2»</string>', 'password', 'xml'],
  ['<name>db.password</name>\n<value>«Zx9!kfo2»</value>', 'db.password', 'xml'],
  ['password: >-\n  «Zx9!kfo2»\nuser: x', 'password', ':'],
  ['a:\n  password: |\n    «Zx9!kfo2»\n  user: x', 'password', ':'],
  ['- name: DB_PASSWORD\n  value: «Zx9!kfo2»\n- name: X\n  value: y', 'DB_PASSWORD', 'pair'],
  ['- name: DB_PASSWORD\n  value: "«Zx9!kfo2»"', 'DB_PASSWORD', 'pair'],
  ['{"name":"DB_PASSWORD","value":"«Zx9!kfo2»"}', 'DB_PASSWORD', 'pair'],
  ['{ name: "DB_PASSWORD", value: "«Zx9!kfo2»" }', 'DB_PASSWORD', 'pair'],
  ['"{\\"password\\": \\"«Zx9!kfo2»\\"}"', 'password', ':'],
  ['"{\\"user\\":\\"a\\",\\"password\\":\\"«Zx9\\\\\\\\kfo2»\\"}"', 'password', ':', 'Zx9\\kfo2'],
  ['db.password = «a\\=b\\ c9kf» # trailing', 'db.password', '=', 'a=b c9kf'],
  ['export DB_PASSWORD=«Zx9!kfo2»', 'DB_PASSWORD', '='],
  ['ENV DB_PASSWORD «Zx9!kfo2»', 'DB_PASSWORD', 'space'],
  ['ENV DB_PASSWORD=«Zx9!kfo2»', 'DB_PASSWORD', '='],
  ['ARG API_TOKEN=«Zx9!kfo2»', 'API_TOKEN', '='],
  ['machine h login bob password «Zx9!kfo2»', 'password', 'space'],
  ['requirepass «Zx9!kfo2»', 'requirepass', 'space'],
  ['enable secret 0 «Zx9!kfo2»', 'secret', 'space'],
  ['tool --password «Zx9!kfo2» --verbose', 'password', 'flag'],
  ["tool --password '«Zx9!kfo2»'", 'password', 'flag'],
  ['tool --password=«Zx9!kfo2» -x', 'password', 'flag'],
  ['["--password", "«Zx9!kfo2»"]', 'password', 'flag'],
  ['New-X -Password «Zx9!kfo2»', 'Password', 'flag'],
  ['mysql -h db -u root -p«Zx9!kfo2» app', 'mysql -p', 'flag'],
  ["sshpass -p '«Zx9!kfo2»' ssh h", 'sshpass -p', 'flag'],
  ['curl -s -u bob:«Zx9!kfo2» http://h', 'curl -u', 'flag'],
  ["curl --user 'bob:«Zx9!kfo2»' http://h", 'curl --user', 'flag'],
  ['docker login -u bob -p «Zx9!kfo2» host', 'docker login -p', 'flag'],
  ["CREATE USER x IDENTIFIED BY '«Zx9!kfo2»'", 'IDENTIFIED BY', 'sql'],
  ["ALTER ROLE x WITH PASSWORD '«Zx9!kfo2»'", 'PASSWORD', 'space'],
  ['conn("Server=h;User Id=u;Password=«Zx9!kfo2»;Port=1")', 'Password', '='],
  ['"https://h/x?token=«Zx9kfo2abc»&user=1"', 'token', '='],
  ['curl -H "Authorization: Bearer «Zx9kfo2abc»"', 'Authorization', ':'],
  ['"Authorization": "Basic «Zx9kfo2abc=»"', 'Authorization', ':'],
  ['# pw: «Tr0ub4dor&3»', 'pw', ':'],
  ['| default | {{ db_password | default("«Zx9!kfo2»") }}', 'db_password', 'default'],
];

const DEFAULTS: readonly Case[] = [
  ['os.getenv("DB_PASSWORD", "«Zx9!kfo2»")', 'DB_PASSWORD', ','],
  ['password = os.getenv("PW_X", "«Zx9!kfo2»")', 'password', 'default'],
  ['os.environ.get("DB_PASSWORD") or "«Zx9!kfo2»"', 'DB_PASSWORD', '||'],
  ['process.env.DB_PASSWORD || "«Zx9!kfo2»"', 'process.env.DB_PASSWORD', '||'],
  ['process.env["DB_PASSWORD"] ?? "«Zx9!kfo2»"', 'DB_PASSWORD', '??'],
  ['const password = process.env.PW_X ?? "«Zx9!kfo2»"', 'password', '??'],
  ['"${DB_PASSWORD:-«Zx9!kfo2»}"', 'DB_PASSWORD', 'default'],
  ['"${db.password:«Zx9!kfo2»}"', 'db.password', 'default'],
  ['ENV.fetch("DB_PASSWORD", "«Zx9!kfo2»")', 'DB_PASSWORD', ','],
  ['connect(auth=("bob", "«Zx9!kfo2»"))', 'auth', '='],
  ['new NetworkCredential("bob", "«Zx9!kfo2»")', 'NetworkCredential', '('],
];

describe('readAssignment', () => {
  for (const [title, cases] of Object.entries({ OPERATORS, NAMES, LITERALS, FORMATS, DEFAULTS })) {
    describe(title.toLowerCase(), () => {
      it.each(cases.map((one) => ({ title: one[0], one })))(
        'reads $title',
        ({ one: [marked, name, operator, value] }) => {
          const { text, start, end } = unmark(marked);
          const raw = Buffer.from(text).subarray(start, end).toString();
          const read = readAll(text).find((assignment) => assignment.valueStart === start);
          expect(read).toMatchObject({ name, operator, value: value ?? raw, valueStart: start, valueEnd: end });
          expect(readAll(text).filter((assignment) => assignment.valueStart === start)).toHaveLength(1);
        },
      );
    });
  }
});
