/** Names that say secret, by kind, and the ways languages write them. */
export const NAMES = {
  password: [
    'db password',
    'smtp password',
    'admin password',
    'password',
    'passwd',
    'db pass',
    'ldap bind password',
    'keystore password',
    'redis password',
    'root pwd',
    'mysql root password',
    'user password',
    'passphrase',
  ],
  secret: ['client secret', 'app secret', 'secret', 'jwt secret', 'session secret', 'webhook secret', 'cookie secret'],
  token: ['access token', 'auth token', 'api token', 'bot token', 'refresh token', 'deploy token', 'token'],
  'api key': ['api key', 'apikey', 'license key', 'weather api key', 'maps api key', 'rest api key'],
  key: ['secret key', 'encryption key', 'signing key', 'access key', 'private key', 'account key'],
} as const;

export type NameKind = keyof typeof NAMES;

/** One name in every spelling. */
export interface Spelling {
  readonly kind: NameKind;
  readonly snake: string;
  readonly camel: string;
  readonly pascal: string;
  readonly upper: string;
  readonly kebab: string;
  readonly dotted: string;
  readonly words: string;
}

export function spell(kind: NameKind, words: string): Spelling {
  const parts = words.split(' ');
  const capitals = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return {
    kind,
    snake: parts.join('_'),
    camel: [parts[0], ...capitals.slice(1)].join(''),
    pascal: capitals.join(''),
    upper: parts.join('_').toUpperCase(),
    kebab: parts.join('-'),
    dotted: `app.${parts.join('.')}`,
    words,
  };
}
