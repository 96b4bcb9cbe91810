import { describe, expect, it } from 'vitest';
import { withValues } from '../../../fixtures/made-up-values.js';
import { readAll, unmark } from './read-all.js';

/** [text with the raw value between « and », name, operator, value when it differs from the raw one] */
type Case = readonly [marked: string, name: string, operator: string, value?: string];

const OPERATORS: readonly Case[] = [
  ['password = "«{S}»"', 'password', '='],
  ["$password='«{S}»';", 'password', '='],
  ['password := "«{S}»"', 'password', ':='],
  ['password: "«{S}»"', 'password', ':'],
  [":password => '«{S}»'", 'password', '=>'],
  ["'password' => '«{S}»',", 'password', '=>'],
  ['if password == "«{S}»":', 'password', '=='],
  ["if (password === '«{S}»') {", 'password', '==='],
  ['if (password.equals("«{S}»"))', 'password', '=='],
  ['PASSWORD ?= «{S}»', 'PASSWORD', '?='],
  ['PASSWORD += «{S}»', 'PASSWORD', '+='],
  ["password ||= '«{S}»'", 'password', '||='],
  ["const p = opts.password ?? '«{S}»'", 'opts.password', '??'],
  ["const p = opts.password || '«{S}»'", 'opts.password', '||'],
  ["p = cfg.password or '«{S}»'", 'cfg.password', '||'],
  ['password <- "«{S}»"', 'password', '<-'],
  ['Map.of("password", "«{S}»")', 'password', ','],
  ['[["password", "«{S}»"]]', 'password', ','],
  ['setPassword("«{S}»");', 'setPassword', '('],
  ['[ "$PASSWORD" = "«{S}»" ]', 'PASSWORD', '='],
  ['if (password eq "«{S}»")', 'password', '=='],
];

const NAMES: readonly Case[] = [
  ['db_password = "«{S}»"', 'db_password', '='],
  ['dbPassword = "«{S}»"', 'dbPassword', '='],
  ['db-password: «{S}»', 'db-password', ':'],
  ['spring.datasource.password=«{S}»', 'spring.datasource.password', '='],
  ["config['password'] = '«{S}»'", 'password', '='],
  ['config["db"]["api_key"] = "«{S}»"', 'api_key', '='],
  ["$ENV{'API_TOKEN'} = '«{S}»';", 'API_TOKEN', '='],
  ['secret_token = "«{S}»"', 'secret_token', '='],
  ['# note: "password": "«{S}»"', 'password', ':'],
  ['<note>"password": "«{S}»"</note>', 'password', ':'],
  ['note=\\"password\\": \\"«{S}»\\"', 'password', ':'],
  ['//registry.example.org/:_authToken=«{D}a»', '_authToken', '='],
  ['db_pw = "«{S}»"', 'db_pw', '='],
  ['"pw": "«{S}»"', 'pw', ':'],
  ['contraseña = "«{S}»"', 'contraseña', '='],
  ['пароль: "«{S}»"', 'пароль', ':'],
  ['密码: «{S}»', '密码', ':'],
];

const LITERALS: readonly Case[] = [
  ['char *password = "«{S}»";', 'password', '='],
  ['char password[] = "«{S}»";', 'password', '='],
  ['char password[32] = "«{S}»";', 'password', '='],
  ['String password = "«{S}»";', 'password', '='],
  ['val password: String = "«{S}»"', 'password', '='],
  ['password: Optional[str] = "«{S}»"', 'password', '='],
  ['const PASSWORD: &str = "«{S}»";', 'PASSWORD', '='],
  ['const PASSWORD: &\'static str = "«{S}»";', 'PASSWORD', '='],
  ['const password string = "«{S}»"', 'password', '='],
  ['Dim password As String = "«{S}»"', 'password', '='],
  ["DECLARE @password VARCHAR(20) = '«{S}»'", 'password', '='],
  ['password = b"«{S}»"', 'password', '='],
  ['password = r"«{A}\\{B}»"', 'password', '='],
  ['let password = r#"«{S}»"#;', 'password', '='],
  ['string password = @"«{S}»";', 'password', '='],
  ['password = """«{S}»"""', 'password', '='],
  ['password = `«{S}»`', 'password', '='],
  ['password := []byte("«{S}»")', 'password', ':='],
  ['password = SecretStr("«{S}»")', 'password', '='],
  ['password = new String("«{S}»");', 'password', '='],
  ['char[] password = "«{S}»".toCharArray();', 'password', '='],
  ['password = ("«{S}»")', 'password', '='],
  ['password =\n    "«{S}»";', 'password', '='],
  ['"password":\n    "«{S}»"', 'password', ':'],
  ['password = "«{A}" + "{B}»"', 'password', '=', '{S}'],
  ['password = "«{A}"\n    + "{B}»";', 'password', '=', '{S}'],
  ['char *password = "«{A}"\n    "{B}»";', 'password', '=', '{S}'],
  ["$password = '«{A}' . '{B}»';", 'password', '=', '{S}'],
  ['password = "«{A}" \\\n  "{B}»"', 'password', '=', '{S}'],
  ['password = "«pa\\"ss\\\\w0rd»"', 'password', '=', 'pa"ss\\w0rd'],
  ['password = "«\\u0041bc\\x39xY»"', 'password', '=', 'Abc9xY'],
  ["password = '«it''s9kfo»'", 'password', '=', "it's9kfo"],
  ['byte[] password = new byte[] {«0x53,0x33,0x63,0x72,0x33,0x74»};', 'password', '=', 'S3cr3t'],
  ["char password[] = {«'S','3','c','r','3','t'»};", 'password', '=', 'S3cr3t'],
  ['password = bytes([«83, 51, 99, 114, 51, 116»])', 'password', '=', 'S3cr3t'],
];

const FORMATS: readonly Case[] = [
  ['<password>«{E}&amp;{B}»</password>', 'password', 'xml', '{E}&{B}'],
  ['<ns:password type="plain">«{S}»</ns:password>', 'password', 'xml'],
  ['<password><![CDATA[«{E}<{B}»]]></password>', 'password', 'xml'],
  ['<user password="«{S}»"/>', 'password', '='],
  ['<add key="ApiKey" value="«{S}»"/>', 'ApiKey', 'pair'],
  ['<property name="password">«{S}»</property>', 'password', 'xml'],
  ['<property name="password"><value>«{S}»</value></property>', 'password', 'xml'],
  ['<key>password</key>\n\t<string>«{S}»</string>', 'password', 'xml'],
  ['<name>db.password</name>\n<value>«{S}»</value>', 'db.password', 'xml'],
  ['password: >-\n  «{S}»\nuser: x', 'password', ':'],
  ['a:\n  password: |\n    «{S}»\n  user: x', 'password', ':'],
  ['- name: DB_PASSWORD\n  value: «{S}»\n- name: X\n  value: y', 'DB_PASSWORD', 'pair'],
  ['- name: DB_PASSWORD\n  value: "«{S}»"', 'DB_PASSWORD', 'pair'],
  ['{"name":"DB_PASSWORD","value":"«{S}»"}', 'DB_PASSWORD', 'pair'],
  ['{ name: "DB_PASSWORD", value: "«{S}»" }', 'DB_PASSWORD', 'pair'],
  ['"{\\"password\\": \\"«{S}»\\"}"', 'password', ':'],
  ['"{\\"user\\":\\"a\\",\\"password\\":\\"«{E}\\\\\\\\{B}»\\"}"', 'password', ':', '{E}\\{B}'],
  ['db.password = «a\\=b\\ c9kf» # trailing', 'db.password', '=', 'a=b c9kf'],
  ['export DB_PASSWORD=«{S}»', 'DB_PASSWORD', '='],
  ['ENV DB_PASSWORD «{S}»', 'DB_PASSWORD', 'space'],
  ['ENV DB_PASSWORD=«{S}»', 'DB_PASSWORD', '='],
  ['ARG API_TOKEN=«{S}»', 'API_TOKEN', '='],
  [`machine ${'h'} login bob password «{S}»`, 'password', 'space'],
  ['requirepass «{S}»', 'requirepass', 'space'],
  ['enable secret 0 «{S}»', 'secret', 'space'],
  ['tool --password «{S}» --verbose', 'password', 'flag'],
  ["tool --password '«{S}»'", 'password', 'flag'],
  ['tool --password=«{S}» -x', 'password', 'flag'],
  ['["--password", "«{S}»"]', 'password', 'flag'],
  ['New-X -Password «{S}»', 'Password', 'flag'],
  ['mysql -h db -u root -p«{S}» app', 'mysql -p', 'flag'],
  ["sshpass -p '«{S}»' ssh h", 'sshpass -p', 'flag'],
  ['curl -s -u bob:«{S}» http://h', 'curl -u', 'flag'],
  ["curl --user 'bob:«{S}»' http://h", 'curl --user', 'flag'],
  ['docker login -u bob -p «{S}» host', 'docker login -p', 'flag'],
  ["CREATE USER x IDENTIFIED BY '«{S}»'", 'IDENTIFIED BY', 'sql'],
  ["ALTER ROLE x WITH PASSWORD '«{S}»'", 'PASSWORD', 'space'],
  ['conn("Server=h;User Id=u;Password=«{S}»;Port=1")', 'Password', '='],
  ['"https://h/x?token=«{D}abc»&user=1"', 'token', '='],
  ['curl -H "Authorization: Bearer «{D}abc»"', 'Authorization', ':'],
  ['"Authorization": "Basic «{D}abc=»"', 'Authorization', ':'],
  ['# pw: «Tr0ub4dor&3»', 'pw', ':'], // keepmum:allow generic-password -- made up
  ['| default | {{ db_password | default("«{S}»") }}', 'db_password', 'default'],
];

const DEFAULTS: readonly Case[] = [
  ['os.getenv("DB_PASSWORD", "«{S}»")', 'DB_PASSWORD', ','],
  ['password = os.getenv("PW_X", "«{S}»")', 'password', 'default'],
  ['os.environ.get("DB_PASSWORD") or "«{S}»"', 'DB_PASSWORD', '||'],
  ['process.env.DB_PASSWORD || "«{S}»"', 'process.env.DB_PASSWORD', '||'],
  ['process.env["DB_PASSWORD"] ?? "«{S}»"', 'DB_PASSWORD', '??'],
  ['const password = process.env.PW_X ?? "«{S}»"', 'password', '??'],
  ['"${DB_PASSWORD:-«{S}»}"', 'DB_PASSWORD', 'default'],
  ['"${db.password:«{S}»}"', 'db.password', 'default'],
  ['ENV.fetch("DB_PASSWORD", "«{S}»")', 'DB_PASSWORD', ','],
  ['connect(auth=("bob", "«{S}»"))', 'auth', 'credentials'],
  ['new NetworkCredential("bob", "«{S}»")', 'NetworkCredential', 'positional'],
  ["connect('db', 'root', '«{S}»')", 'connect', 'positional'],
  ['DriverManager.getConnection(\n  "jdbc:x",\n  "root", "«{S}»")', 'DriverManager.getConnection', 'positional'],
  ['smtp.login("bob", "«{S}»")', 'smtp.login', 'positional'],
  ['the password is «{S}»', 'password', 'is'],
  ['the password is «{S}», and', 'password', 'is'],
  ['# secret key: «{S}»', 'secret key', ':'],
  ['#define DB_PASSWORD "«{S}»"', 'DB_PASSWORD', 'space'],
  ["INSERT INTO users (name, password, age) VALUES ('bob', '«{S}»', 9)", 'password', 'column'],
  ["insert into `u` (id, password)\nvalues (17, '«{S}»')", 'password', 'column'],
  ['user,password,role\nbob,«{S}»,admin\neve,x,y\n', 'password', 'column'],
  ['"user";"password"\n"bob";"«{S}»"\n', 'password', 'column'],
];

describe('readAssignment', () => {
  for (const [title, cases] of Object.entries({ OPERATORS, NAMES, LITERALS, FORMATS, DEFAULTS })) {
    describe(title.toLowerCase(), () => {
      it.each(cases.map((one) => ({ title: one[0], one })))(
        'reads $title',
        ({ one: [marked, name, operator, value] }) => {
          const { text, start, end } = unmark(withValues(marked));
          const raw = Buffer.from(text).subarray(start, end).toString();
          const read = readAll(text).find((assignment) => assignment.valueStart === start);
          expect(read).toMatchObject({
            name,
            operator,
            value: withValues(value ?? raw),
            valueStart: start,
            valueEnd: end,
          });
          expect(readAll(text).filter((assignment) => assignment.valueStart === start)).toHaveLength(1);
        },
      );
    });
  }
});
