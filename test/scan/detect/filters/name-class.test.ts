import { describe, expect, it } from 'vitest';
import { classifyName } from '../../../../src/scan/detect/filters/name-class.js';

describe('classifyName', () => {
  it.each([
    ['password', 'password', 1],
    ['DB_PASSWORD', 'password', 1],
    ['spring.datasource.password', 'password', 1],
    ['dbPassword2', 'password', 1],
    ['userpass', 'password', 0.9],
    ['pass', 'password', 0.9],
    ['mot_de_passe', 'password', 0.9],
    ['contraseña', 'password', 1],
    ['пароль', 'password', 1],
    ['password_value', 'password', 1],
    ['PASSWORD_PROD', 'password', 1],
    ['clientSecret', 'secret', 1],
    ['secret_id', 'secret', 1],
    ['API_KEY', 'api key', 1],
    ['apikey', 'api key', 1],
    ['x-api-key', 'api key', 1],
    ['AWS_SECRET_ACCESS_KEY', 'private key', 1],
    ['privateKey', 'private key', 1],
    ['githubToken', 'token', 0.8],
    ['_authToken', 'token', 0.8],
    ['curToken', 'token', 0.3],
    ['tokens', 'token', 0.4],
    ['credentials', 'credential', 0.7],
    ['Authorization', 'auth', 0.4],
    ['someKey', 'key', 0.2],
    ['password_flow', 'password', 0.5],
  ])('reads %s as %s of weight %s', (name, kind, weight) => {
    expect(classifyName(name)).toMatchObject({ kind, weight });
  });

  it.each([
    'tokenUrl',
    'password_hint',
    'passwordLabel',
    'secretName',
    'api_key_id',
    'tokenId',
    'key_uuid',
    'password_hash',
    'keyFingerprint',
    'publicKey',
    'csrf_token',
    'primary_key',
    'cancellationToken',
    'hasPassword',
    'showPassword',
    'max_tokens',
    'author',
    'monkey',
    'keyboard',
    'compass',
    'bypass',
    'passenger',
    'tokenExpiry',
    'password_min_length',
    'nextPageToken'.replace('Page', ''),
    'no_key',
  ])('lets no value of %s through', (name) => {
    expect(classifyName(name).harmless).toBeTypeOf('string');
  });

  it('answers alike again, also after thousands of other names', () => {
    const first = classifyName('db_password');
    for (let i = 0; i < 5000; i++) classifyName(`name_${i}`);
    expect(classifyName('db_password')).toEqual(first);
  });
});
