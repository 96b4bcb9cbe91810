import { expect, test } from 'vitest';
import { identityHints } from '../../src/config/identity-hints.js';

test.each([
  ['GITHUB_ACTIONS', 'permissions: { contents: read, id-token: write }'],
  ['GITLAB_CI', 'id_tokens: VAULT_ID_TOKEN: aud: …'],
  ['TF_BUILD', 'env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)'],
])('in a job with %s it is said what the job needs', (variable, line) => {
  expect(identityHints({ [variable]: 'true' })[0]).toContain(line);
});

test('elsewhere nothing is made up', () => {
  expect(identityHints({ CI: 'true' })).toEqual([]);
});
