import { expect, test } from 'vitest';
import { pipelineIdentity } from '../../src/config/pipeline-identity.js';
import { readCredential } from '../../src/inject/credential.js';

const BASE = { PATH: '/bin', HOME: '/home/ci', AWS_SECRET_ACCESS_KEY: 'made-up', OTHER: 'x' };
const of = (environment: Readonly<Record<string, string>>, audience?: string) =>
  pipelineIdentity({ ...BASE, ...environment }, ['MY_ID_TOKEN'], audience);

test('none where there is none', () => {
  expect(of({})).toBeUndefined();
  expect(of({ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x' })).toBeUndefined();
  expect(of({ CIRCLECI: 'true' })).toBeUndefined();
  expect(of({ SYSTEM_OIDCREQUESTURI: 'https://x' })).toBeUndefined();
});

test('GitHub', () => {
  const found = of({ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'made-up' });
  expect(found).toMatchObject({ kind: 'github', url: 'https://x' });
  expect(found?.kind === 'github' && found.bearer.send()).toBe('made-up');
});

test('a token that was laid down wins, whoever did it', () => {
  const github = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'y' };
  const found = of({ ...github, MY_ID_TOKEN: 'made-up-jwt' });
  expect(found).toMatchObject({ kind: 'given', issuer: 'other' });
  expect(found?.kind === 'given' && readCredential(found.token, 'it').send()).toBe('made-up-jwt');
  expect(of({ GITLAB_CI: 'true', MY_ID_TOKEN: 'x' })).toMatchObject({ issuer: 'gitlab' });
});

test('Azure Pipelines', () => {
  const given = { SYSTEM_OIDCREQUESTURI: 'https://x', SYSTEM_ACCESSTOKEN: 'made-up' };
  expect(of(given)).toMatchObject({ kind: 'azure', url: 'https://x' });
  expect(of({ ...given, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'id' })).toMatchObject({ serviceConnection: 'id' });
});

test('Buildkite and CircleCI: their programs see what they need, and nothing else', () => {
  expect(of({ BUILDKITE: 'true', BUILDKITE_AGENT_ACCESS_TOKEN: 'made-up' })).toEqual({
    kind: 'command',
    issuer: 'buildkite',
    environment: { PATH: '/bin', HOME: '/home/ci', BUILDKITE_AGENT_ACCESS_TOKEN: 'made-up' },
  });
  const circle = { CIRCLECI: 'true', CIRCLE_OIDC_TOKEN: 'old', CIRCLE_OIDC_TOKEN_V2: 'made-up' };
  expect(of(circle, 'https://v.test')).toEqual({
    kind: 'command',
    issuer: 'circleci',
    environment: {
      PATH: '/bin',
      HOME: '/home/ci',
      CIRCLECI: 'true',
      CIRCLE_OIDC_TOKEN: 'old',
      CIRCLE_OIDC_TOKEN_V2: 'made-up',
    },
  });
});

test('CircleCI without an audience: the token that is there', () => {
  const found = of({ CIRCLECI: 'true', CIRCLE_OIDC_TOKEN: 'old', CIRCLE_OIDC_TOKEN_V2: 'made-up' });
  expect(found).toMatchObject({ kind: 'given', issuer: 'circleci' });
  expect(found?.kind === 'given' && readCredential(found.token, 'it').send()).toBe('made-up');
});
