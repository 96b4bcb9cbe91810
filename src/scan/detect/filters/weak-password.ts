import { wordSet } from './name-words.js';

/** Passwords that everybody tries first. */
const WELL_KNOWN = wordSet(`
  admin root toor guest user test demo pass password passwd changeme letmein welcome secret qwerty monkey dragon master sunshine princess
  football baseball superman batman iloveyou shadow michael jordan hunter trustno1 login abc123 111111 123123 654321 666666 696969 112233
  1234 12345 123456 1234567 12345678 123456789 1234567890 password1 password12 password123 passw0rd p@ssw0rd p@ssword pa55word pa$$w0rd
  admin1 admin12 admin123 admin1234 admin12345 administrator root123 root1234 toor123 test123 test1234 guest123 user123 demo123 welcome1
  welcome123 letmein1 letmein123 qwerty1 qwerty12 qwerty123 qwertyuiop 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx qazwsx asdfgh asdf1234
  abcd1234 abc12345 a1b2c3d4 hunter2 starwars pokemon charlie freedom whatever computer internet cheese summer winter spring autumn
  mypass mysql postgres oracle oracle123 redis mongo rabbitmq guest1 ubuntu vagrant raspberry alpine docker jenkins tomcat manager s3cret
  s3cr3t secret1 secret123 default public private cisco cisco123 changeit temp1234 temp123 pass1234 pass123 password! password1!
  password123! passw0rd! p@ssw0rd1 p@ssw0rd123 admin@123 admin123! welcome@123 welcome1! root@123 test@123 qwe123 zxcvbn zxcvbnm 1password
  sql2019 sa123456 monkey123 dragon123 master123 superman1 batman1 football1 baseball1 michael1 jordan23 ashley1 bailey1 shadow1 sunshine1
  princess1 iloveyou1 iloveyou2 love123 hello123 hello1 nothing1 access14 killer1 pepper1 soccer1 thomas1 robert1 daniel1 hockey1 ranger1
`);
/** A season or word everybody uses with a year. */
const WITH_YEAR =
  /^(?:summer|winter|spring|autumn|fall|welcome|password|admin|company|passw0rd|p@ssw0rd)[@#_!-]?(?:19|20)\d{2}[!#$.]?$/i;

/** Words that are a password to many only with digits and signs in their letters' places. */
const IN_DISGUISE = wordSet(
  'topsecret supersecret verysecret secretpassword mypassword mysecret somepassword somepass securepassword',
);
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Whether a value is a well-known password: worth a finding though it looks like a word. */
export function isWellKnownPassword(value: string): boolean {
  return WELL_KNOWN.has(value.toLowerCase()) || WITH_YEAR.test(value) || isDisguised(value);
}

function isDisguised(value: string): boolean {
  const word = value.toLowerCase().replace(/[013457@$!]/g, (sign) => DISGUISES[sign] ?? sign);
  return word !== value.toLowerCase() && (WELL_KNOWN.has(word) || IN_DISGUISE.has(word));
}
