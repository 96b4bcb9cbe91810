import { describe, expect, test } from 'vitest';
import { inheritedEnvironment } from '../../../src/inject/environment/inherited-environment.js';
import { refuseArguments } from '../../../src/inject/environment/refuse-argument.js';

const OURS = {
  PATH: '/bin',
  HOME: '/home/me',
  LANG: 'C',
  LC_ALL: 'C',
  TERM: 'xterm',
  MINE: '1',
  'INPUT_WITH-DASH': '2',
  EMPTY: '',
  VAULT_TOKEN: 'x',
  VAULT_ADDR: 'x',
  BAO_TOKEN: 'x',
  KEEPMUM_CONFIG: 'x',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_SESSION_TOKEN: 'x',
  AWS_WEB_IDENTITY_TOKEN_FILE: 'x',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'x',
  AWS_REGION: 'eu',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'x',
  CIRCLE_OIDC_TOKEN_V2: 'x',
  GONE: undefined,
};

describe('what a command inherits', () => {
  test('is all but what opens stores and proves who a job is', () => {
    const { PATH, HOME, LANG, LC_ALL, TERM, MINE, EMPTY } = OURS;
    expect(inheritedEnvironment(OURS, { kind: 'all', pass: [] })).toEqual({
      ...{ PATH, HOME, LANG, LC_ALL, TERM, MINE, EMPTY },
      'INPUT_WITH-DASH': '2',
      AWS_REGION: 'eu',
    });
  });

  test('is hardly anything where it is to be pristine', () => {
    const { PATH, HOME, LANG, LC_ALL, TERM } = OURS;
    expect(inheritedEnvironment(OURS, { kind: 'pristine', pass: [] })).toEqual({ PATH, HOME, LANG, LC_ALL, TERM });
  });

  test.each(['all', 'pristine'] as const)('is what is named besides: %s', (kind) => {
    const inherited = inheritedEnvironment(OURS, { kind, pass: ['AWS_SESSION_TOKEN', 'MINE', 'NONE', 'GONE'] });
    expect(inherited).toMatchObject({ AWS_SESSION_TOKEN: 'x', MINE: '1' });
    expect(inherited).not.toHaveProperty('NONE');
    expect(inherited).not.toHaveProperty('GONE');
  });
});

describe('a secret on a command line', () => {
  test.each(['{{TOKEN}}', '--header=Bearer {{ TOKEN }}', 'a{{\tTOKEN}}b'])('is refused: %s', (word) => {
    expect(() => refuseArguments(['curl', word], ['OTHER', 'TOKEN'])).toThrow(
      expect.objectContaining({ code: 'REFUSED', message: expect.stringContaining('"TOKEN"') as string }),
    );
  });

  test.each(['{{json .}}', '{{ .TOKEN }}', '{{TOKENS}}', '{TOKEN}', '$TOKEN', '{{OTHER}}'])(
    'is not what %s is',
    (word) => {
      expect(() => refuseArguments(['docker', word], ['TOKEN'])).not.toThrow();
    },
  );

  test('without secrets everything may stand there', () => {
    expect(() => refuseArguments(['x', '{{}}', '{{A}}'], [])).not.toThrow();
  });
});
