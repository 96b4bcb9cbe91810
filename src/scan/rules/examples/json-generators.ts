import { BASE62 } from '../../detect/validity/codec/radix.js';
import type { Generator } from './generator.js';
import type { SeededRandom } from './seeded-random.js';

/** Claims by the argument of `{{jwt:KIND}}`; nothing expires, so that the examples stay what they are. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '': { iss: 'made-up', iat: 1_700_000_000 },
  kubernetes: { iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/namespace': 'made-up' },
  'supabase-service': { iss: 'supabase', role: 'service_role', iat: 1_700_000_000 },
  'supabase-anon': { iss: 'supabase', role: 'anon', iat: 1_700_000_000 },
  entra: { iss: 'https://sts.windows.net/made-up/', aud: 'made-up' },
  expired: { iss: 'made-up', exp: 1_600_000_000 },
};

/** Tokens that carry JSON in base64. */
export const JSON_GENERATORS: Readonly<Record<string, Generator>> = {
  jwt,
  'sentry-org': (_argument, random) => {
    const data = {
      iat: 1_700_000_000.5,
      url: 'https://sentry.io',
      region_url: 'https://us.sentry.io',
      org: word(random),
    };
    return `sntrys_${base64(data)}_${random.bytes(32).toString('base64').slice(0, 43)}`;
  },
  'grafana-cloud': (_argument, random) =>
    `glc_${base64({ o: random.text('123456789', 6), n: word(random), k: random.text(BASE62, 24), m: { r: 'us' } })}`,
  'grafana-legacy': (_argument, random) =>
    base64({ k: random.text(BASE62, 32), n: word(random), id: 1 + random.below(99) }),
  'onepassword-service': (_argument, random) =>
    `ops_${base64({
      signInAddress: 'made-up.1password.com',
      userAuth: { method: 'SRPg-4096' },
      email: `${word(random)}@1passwordserviceaccounts.com`,
      srpX: random.bytes(32).toString('hex'),
      muk: { alg: 'A256GCM', k: random.bytes(32).toString('base64url'), kty: 'oct' },
      secretKey: `A3-${random.text(BASE62, 6).toUpperCase()}`,
    }).replace(/=+$/, '')}`,
};

function jwt(kind: string, random: SeededRandom): string {
  const header = JSON.stringify({ alg: kind === 'none' ? 'none' : 'HS256', typ: 'JWT' });
  const claims = JSON.stringify({ ...(CLAIMS[kind] ?? CLAIMS['']), sub: word(random) });
  const signature = kind === 'none' ? '' : random.bytes(32).toString('base64url');
  return [Buffer.from(header).toString('base64url'), Buffer.from(claims).toString('base64url'), signature].join('.');
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

function word(random: SeededRandom): string {
  return random.text('abcdefghijklmnopqrstuvwxyz', 8);
}
