import { describe, expect, test } from 'vitest';
import { findCiHost } from '../../../src/mask/register/ci-host.js';
import { registrationOf } from '../../../src/mask/register/registration.js';
import { SecretIndex } from '../../../src/mask/secret-index.js';
import { maskInPieces } from '../mask-in-pieces.js';
import { AWKWARD, privateKey } from '../tools/made-up-secrets.js';

const bytes = (...texts: string[]) => texts.map((text) => Buffer.from(text));

describe('the host is found by its environment', () => {
  test.each([
    [{ GITHUB_ACTIONS: 'true' }, 'github'],
    [{ TF_BUILD: 'True' }, 'azure'],
    [{ GITLAB_CI: 'true' }, 'gitlab'],
    [{ BUILDKITE: 'true' }, 'buildkite'],
    [{ TEAMCITY_VERSION: '2025.07' }, 'teamcity'],
    [{ GITHUB_ACTIONS: 'false' }, undefined],
    [{ GITHUB_ACTIONS: '' }, undefined],
    [{ CI: 'true', HOME: '/root' }, undefined],
    [{}, undefined],
  ])('%j is %s', (env, host) => expect(findCiHost(env)).toBe(host));
});

describe('GitHub', () => {
  test('one line for a value, escaped', () => {
    expect(registrationOf('github', bytes('50% off-er'))).toEqual({
      kind: 'print',
      lines: ['::add-mask::50%25 off-er'],
    });
  });

  test('a value of several lines: the whole and every line that can stand alone', () => {
    const registration = registrationOf('github', bytes('first-line\r\n  ok\n-----END KEY-----\nlast-line\n'));
    expect(registration).toEqual({
      kind: 'print',
      lines: [
        '::add-mask::first-line%0D%0A  ok%0A-----END KEY-----%0Alast-line',
        '::add-mask::first-line',
        '::add-mask::last-line',
      ],
    });
  });

  test('our own stream reads back what we register', () => {
    for (const secret of [AWKWARD, privateKey()]) {
      const registration = registrationOf('github', bytes(secret));
      const lines = registration.kind === 'print' ? registration.lines : [];
      const out = maskInPieces(
        new SecretIndex(),
        Buffer.from(`${lines.join('\n')}\n<${secret.trim()}>\n`),
        [],
      ).toString();
      expect(out).toBe(`${'::add-mask::***\n'.repeat(lines.length)}<***>\n`);
    }
  });
});

test('Azure escapes the percent sign in its own way', () => {
  expect(registrationOf('azure', bytes('50%-o;f]f'))).toEqual({
    kind: 'print',
    lines: ['##vso[task.setsecret]50%AZP25-o;f]f'],
  });
});

test('Buildkite gets the values on standard input, never in arguments', () => {
  const registration = registrationOf('buildkite', bytes('river-1', 'stone-8\nstone-9'));
  expect(registration).toEqual({
    kind: 'run',
    command: ['buildkite-agent', 'redactor', 'add', '--format', 'json'],
    input: '{"secret1":"river-1","secret2":"stone-8\\nstone-9","secret3":"stone-8","secret4":"stone-9"}',
  });
});

test.each(['gitlab', 'teamcity'] as const)('%s takes no values at run time, and nothing is printed there', (host) => {
  expect(registrationOf(host, bytes('river-1'))).toEqual({
    kind: 'none',
    reason: expect.stringMatching(/^(GitLab|TeamCity) /),
  });
});

test.each(['github', 'azure', 'buildkite', 'gitlab', 'teamcity'] as const)(
  '%s: a value that would blank the log is refused',
  (host) => {
    for (const value of ['', 'ab', 'true', '----']) {
      expect(() => registrationOf(host, bytes('river-1', value))).toThrow(
        expect.objectContaining({ code: 'REFUSED', message: expect.stringContaining('secret 2') }),
      );
    }
  },
);

test('a value that is no text is left out', () => {
  expect(registrationOf('github', [Buffer.from([1, 2, 200, 201, 202])])).toEqual({ kind: 'print', lines: [] });
});
