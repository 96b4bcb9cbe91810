import { describe, expect, test } from 'vitest';
import { KeepmumError } from '../../../src/core/keepmum-error.js';
import { parseReference } from '../../../src/inject/reference/parse-reference.js';

function errorOf(text: string): KeepmumError {
  try {
    parseReference(text);
  } catch (error) {
    if (error instanceof KeepmumError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('a reference', () => {
  test.each([
    ['vault://kv/ci/db#password', { store: 'vault', path: 'kv/ci/db', key: 'password', options: {} }],
    ['vault://kv/ci/db?version=3#password', { path: 'kv/ci/db', key: 'password', options: { version: '3' } }],
    ['vault://kv/ci/db#password?version=3', { path: 'kv/ci/db', key: 'password', options: { version: '3' } }],
    ['vault://kv/ci/db', { path: 'kv/ci/db', options: {} }],
    ['vault://pki/issue/web?common_name=a.test&ttl=1h#certificate', { options: { common_name: 'a.test', ttl: '1h' } }],
    ['aws-sm://prod/db', { store: 'aws-sm', path: 'prod/db' }],
    ['aws-sm://prod/db?stage=AWSPREVIOUS#user', { options: { stage: 'AWSPREVIOUS' }, key: 'user' }],
    [
      'aws-sm://arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a/b-AbCdEf#k',
      {
        path: 'arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a/b-AbCdEf',
        key: 'k',
      },
    ],
    ['aws-ssm:///prod/db/password', { store: 'aws-ssm', path: '/prod/db/password' }],
    ['env://TOKEN', { store: 'env', path: 'TOKEN' }],
    ['file://./secrets/token', { store: 'file', path: './secrets/token' }],
    ['file:///run/secrets/token', { path: '/run/secrets/token' }],
    ['exec://op/ci/db/password', { store: 'exec', path: 'op/ci/db/password' }],
  ])('%s', (text, parts) => {
    expect(parseReference(text)).toMatchObject({ text, ...parts });
  });

  test('without a key has none', () => {
    expect(parseReference('env://A')).toEqual({ text: 'env://A', store: 'env', path: 'A', options: {} });
  });

  test('is percent-decoded in its path, its key, and its options', () => {
    expect(parseReference('vault://kv/a%23b%3Fc/%C3%A9?note=x%26y%3Dz%25#k%23e%3Fy')).toMatchObject({
      path: 'kv/a#b?c/é',
      options: { note: 'x&y=z%' },
      key: 'k#e?y',
    });
  });

  test('keeps a plus sign, and an equals sign in a value', () => {
    expect(parseReference('vault://kv/a+b?note=c+d=e#f+g')).toMatchObject({
      path: 'kv/a+b',
      options: { note: 'c+d=e' },
      key: 'f+g',
    });
  });
});

describe('what is wrong, and at which character', () => {
  test.each([
    ['vault://', 9, 'nothing, expected vault://MOUNT/PATH'],
    ['vault://#key', 9, 'nothing, expected vault://MOUNT/PATH'],
    ['vault://kv', 9, 'there is a mount, but no path below it'],
    ['vault:///kv/a', 9, 'the path has an empty segment'],
    ['vault://kv//a', 9, 'the path has an empty segment'],
    ['vault://kv/a/', 9, 'the path has an empty segment'],
    ['vault://kv/../sys/seal', 9, 'the path has a segment "." or ".."'],
    ['vault://kv/%2e%2e/sys/seal', 9, 'the path has a segment "." or ".."'],
    ['vault://kv/a#', 13, 'a "#" with no key after it'],
    ['vault://kv/a#b#c', 15, 'a second "#"'],
    ['vault://kv/a?version=1?version=2', 23, 'a second "?"'],
    ['vault://kv/a?version=1#b?version=2', 25, 'a second "?"'],
    ['vault://kv/a?', 14, 'unknown option ""'],
    ['vault://kv/a?verison=3', 14, 'unknown option "verison", expected version, wrapped'],
    ['vault://kv/a?version', 14, 'option "version" has no value'],
    ['vault://kv/a?version=', 14, 'option "version" has no value'],
    ['vault://kv/a?version=1&version=2', 24, 'option "version" is given twice'],
    ['vault://kv/a?version=latest', 22, '"latest", expected the number of a version'],
    ['vault://kv/a?version=0', 22, '"0", expected the number of a version'],
    ['vault://kv/ä%2', 13, 'a "%" without two hexadecimal digits'],
    ['vault://kv/a#100%', 17, 'a "%" without two hexadecimal digits'],
    ['vault://kv/%ff', 12, 'encoded bytes that are no UTF-8'],
    ['vault://kv/a%C2%85b', 13, 'a control character'],
    ['vault://kv/a%00b', 13, 'a control character'],
    ['vault://kv/a#b\n', 15, 'a control character'],
    ['aws-sm://a?stge=AWSCURRENT', 12, 'unknown option "stge", expected stage, version, region'],
    ['aws-ssm://a?version=x', 21, '"x", expected the number of a version'],
    ['env://A?version=1', 9, 'unknown option "version", env:// has none'],
    ['env://A B', 7, 'the name of a variable has no "="'],
    ['exec://../a', 8, 'the name of a command has letters'],
    ['file://', 8, 'nothing, expected file://PATH'],
  ])('%j: character %i: %s', (text, character, found) => {
    const { code, message } = errorOf(text);
    expect(code).toBe('REFERENCE_INVALID');
    expect(message).toContain(`cannot read the reference "${text}": character ${character}: ${found}`);
  });

  test.each([
    ['vualt://kv/a#b', 'did you mean "vault://"?'],
    ['aws_sm://a', 'did you mean "aws-sm://"?'],
    ['Vault://kv/a', 'did you mean "vault://"?'],
  ])('%s is near a known scheme', (text, hint) => {
    expect(errorOf(text).hints).toEqual([hint]);
  });

  test('a misspelt option is near a known one', () => {
    expect(errorOf('aws-sm://a?versoin=1').hints).toEqual(['did you mean "version"?']);
  });

  test.each([
    ['hunter2-hunter2'],
    [`postgres://user:${'hunter2'}@db/x`],
    [''],
    ['vault:kv/hunter2'],
    ['//vault://hunter2'],
  ])('what is no reference is not shown: %s', (text) => {
    const { message, hints } = errorOf(text);
    expect([message, ...hints].join()).not.toContain('hunter2');
    expect(message).toMatch(/^cannot read a reference: .*, expected vault:\/\/, aws-sm:\/\/, /);
  });
});
