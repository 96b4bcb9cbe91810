import type { Random } from '../../training/random.js';
import type { Spelling } from './names.js';

type Make = (random: Random, name: Spelling) => string;

const digits = (random: Random, count: number) => Array.from({ length: count }, () => random.between(0, 9)).join('');
const word = (random: Random) =>
  random.pick(['account', 'settings', 'primary', 'default', 'session', 'profile', 'service', 'customer', 'billing']);

/** What stands behind a secret's name in ordinary code and is none; each value is made anew. */
export const HARMLESS: Readonly<Record<string, Make>> = {
  placeholder: (random) =>
    random.pick([
      'changeme',
      'your-password-here',
      'xxxxxxxxxxxx',
      '<insert value>',
      'REPLACE_ME',
      'placeholder',
      'TODO',
    ]),
  'your name': (random, { snake }) => random.pick([`your_${snake}`, `<${snake}>`, `my-${snake}`, `${snake}_here`]),
  template: (random, { upper, camel }) =>
    random.pick([`\${${upper}}`, `{{ .Values.${camel} }}`, `%(${camel})s`, `#{${camel}}`, `$(${upper})`, `%${upper}%`]),
  'name again': (_random, { snake, camel, upper, kebab }) => _random.pick([snake, camel, upper, kebab]),
  label: (random, { words }) =>
    random.pick([
      `Enter your ${words}`,
      `The ${words} is required`,
      `Forgot ${words}?`,
      `Invalid ${words}`,
      `${words}:`,
    ]),
  'i18n key': (random, { kebab }) => `${word(random)}.${word(random)}.${kebab}`,
  path: (random, { kebab }) => `/run/secrets/${word(random)}/${kebab}`,
  file: (random) => `${word(random)}-${word(random)}.pem`,
  URL: (random) => `https://${word(random)}.corp.internal/oauth/${word(random)}`,
  host: (random) => `${word(random)}-${digits(random, 2)}.example.com`,
  member: (random) => `config.${word(random)}.${word(random)}`,
  constant: (random) => `${word(random)}_${word(random)}`.toUpperCase(),
  camel: (random) => `${word(random)}${random.pick(['Name', 'Value', 'Field', 'Handler', 'Provider'])}`,
  header: (random) => `X-${random.pick(['Auth', 'Api', 'Session', 'Csrf'])}-${random.pick(['Token', 'Key', 'Id'])}`,
  algorithm: (random) => random.pick(['HS256', 'RS512', 'AES-256-GCM', 'PBKDF2WithHmacSHA256', 'Ed25519', 'sha512']),
  protocol: (random) =>
    random.pick(['access_token', 'refresh_token', 'client_credentials', 'bearer', 'authorization_code', 'password']),
  mask: (random) => random.pick(['********', '••••••••', '[REDACTED]', '***', 'hidden']),
  version: (random) =>
    `${random.between(1, 9)}.${random.between(0, 20)}.${random.between(0, 9)}-rc${random.between(1, 4)}`,
  printf: (random) => random.pick(['%s', 'token=%s', '%08x', '{0}', 'value: %v']),
  boolean: (random) => random.pick(['true', 'false', 'null', 'None', 'undefined', 'disabled']),
  reference: (random) =>
    random.pick([
      `vault:kv/data/${word(random)}#value`,
      `arn:aws:secretsmanager:eu-west-1:${digits(random, 12)}:secret:${word(random)}`,
    ]),
  hash: (random) =>
    `$2b$12$${Array.from({ length: 53 }, () => random.pick('abcdefghijkABCDEFGHIJK0123456789./')).join('')}`,
  expression: (random) => `get${random.pick(['Secret', 'Token', 'Value'])}("${word(random)}")`,
  selector: (random, { kebab }) => random.pick([`#${kebab}`, `.${kebab}-field`, `input[name=${kebab}]`]),
  words: (random) => `${word(random)}-${word(random)}-${word(random)}`,
};
