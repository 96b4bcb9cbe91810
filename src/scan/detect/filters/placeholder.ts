import { wordSet } from './name-words.js';
import { patternReason } from './pattern.js';

/**
 * Texts that stand where a secret shall be put, signs left out, six letters and more: by chance one of them stands in a random
 * value of 40 letters and digits less than once in a million.
 */
const STEMS = [
  ...wordSet(`
  example sample changeme changethis changeit changed replaceme replacethis replacewith tobereplaced placeholder
  insertyour enteryour inserthere enterhere putyour pasteyour addyour setyour useyour yourkey yourapi yourapp
  yourauth youraccess yourbot yourclient yourdb yourpass yoursecret yourtoken yourown yourprivate yourpersonal
  yourprod yoursuper youruser yourgit yourlicen yourstrong yourpwd myapikey mysecret mypassword mytoken myaccess
  myprivate somesecret sometoken somepassword somekey supersecret verysecret topsecret secretkey secrettoken
  secretvalue apikeyhere tokenhere passwordhere secrethere keyhere goeshere redacted notareal notasecret notreal
  fakekey faketoken fakesecret fakepass dummykey dummytoken dummypass dummysecret dummyvalue testkey testtoken
  testsecret testpass fillmein fillin removed sanitized censored scrubbed deadbeef foobar loremipsum undefined
  invalid
`),
];
/** Digests of nothing, and keys printed in manuals and standards. */
const KNOWN = wordSet(`
  d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
`);
/** Words that make a placeholder only with nothing but words beside them. */
const SHORT_STEM =
  /^(?:your|my|some|dummy|fake|mock|test|todo|fixme|foo|bar|baz|here|xxx|demo|null|none|empty|blank|default|random|insert|enter|replace|change|secret|password|token|key|api|value|string|user|admin|the|a|an|this|me|it|with|access|client|app|for|placeholder|sample|example|unset|hidden|masked|private|auth|credential|credentials|id|name|db|database|prod|dev|staging|old|new|real|not|is|passwd|pass|pwd|passphrase|bearer|jwt|oauth|service|account|login|key1|key2)$/;
/** A possessive and a noun, in other languages. */
const FOREIGN =
  /^(?:dein|deine|ihr|ihre|mein|votre|ton|ta|mon|tu|su|mi|tua|sua|il|seu|minha|uw|jouw|mijn|twoje|twój|ваш|твой|мой|vaše|din|ditt|sinun|你的|您的|あなたの)[\s_-]*(?:passwor\w*|kennwort|schl(?:ü|ue)ssel|cl[eéè]\w*|mot[\s_-]*de[\s_-]*passe|jeton|clave|contrase\w*|chiave|password|parola|senha|chave|token|wachtwoord|sleutel|has[łl]o|klucz|пароль|ключ|токен|heslo|l(?:ö|o)senord|nyckel|salasana|密码|密碼|密钥|令牌|パスワード|キー)/iu;
const FOREIGN_HERE =
  /(?:hier[\s_-]?(?:ein|pass)|ändern|aendern|changez|cambiar|cambiame|alterar|mudar|wijzig|zmie[nń]|изменить|змінити|请(?:修改|填写|输入)|ここに)/iu;

/**
 * Why a value stands in for a secret rather than being one; nothing when it may be one.
 * Safe for provider tokens: a short word (`test`, `your`) within a random value never counts.
 */
export function placeholderReason(value: string): string | undefined {
  if (KNOWN.has(value.toLowerCase())) return 'a value from a manual';
  const body = bodyOf(value);
  const pattern = patternReason(value) ?? (body === value ? undefined : patternReason(body));
  if (pattern !== undefined) return pattern;
  const flat = value.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  for (const stem of STEMS) if (flat.includes(stem)) return 'a placeholder word';
  if (isPlaceholderWords(value)) return 'placeholder words';
  return FOREIGN.test(value) || FOREIGN_HERE.test(value) ? 'a placeholder in another language' : undefined;
}

/** A provider token without its prefix: `ghp_xxxx…` is a mask all the same. */
function bodyOf(value: string): string {
  const prefix = /^(?:[A-Za-z]{2,10}[_-]){1,3}|^[A-Z]{4}(?=[0-9A-Z]{12,}$)/.exec(value);
  return prefix === null || prefix[0].length * 2 > value.length ? value : value.slice(prefix[0].length);
}

function isPlaceholderWords(value: string): boolean {
  if (value.length > 64) return false;
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=[a-z])(?=\d)/)
    .filter((word) => word !== '');
  return words.length > 1 && words.every((word) => SHORT_STEM.test(word) || /^\d{1,4}$/.test(word));
}
