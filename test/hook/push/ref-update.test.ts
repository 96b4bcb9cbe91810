import { describe, expect, test } from 'vitest';
import { pushFromVariables } from '../../../src/hook/push/pre-commit-update.js';
import { readRefUpdates } from '../../../src/hook/push/ref-update.js';

const [A, B, ZERO] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)];

describe('what git tells a hook', () => {
  test('before a push: local ref and id, then remote ref and id', () => {
    const input = `refs/heads/x ${A} refs/heads/y ${B}\nrefs/heads/new ${A} refs/heads/new ${ZERO}\n`;
    expect(readRefUpdates('pre-push', input)).toEqual([
      { ref: 'refs/heads/y', to: A, from: B },
      { ref: 'refs/heads/new', to: A, from: undefined },
    ]);
  });

  test('on a server: old id, new id, ref', () => {
    expect(readRefUpdates('pre-receive', `${ZERO} ${A} refs/heads/x\n`)).toEqual([
      { ref: 'refs/heads/x', to: A, from: undefined },
    ]);
  });

  test('a deleted ref brings nothing, in either hook', () => {
    expect(readRefUpdates('pre-push', `(delete) ${ZERO} refs/heads/x ${A}\n`)).toEqual([]);
    expect(readRefUpdates('pre-receive', `${A} ${ZERO} refs/heads/x\n`)).toEqual([]);
  });

  test('an empty input is an empty push', () => {
    for (const input of ['', '\n']) expect(readRefUpdates('pre-push', input)).toEqual([]);
  });

  test('ids of SHA-256 repositories are ids', () => {
    const [to, from] = ['c'.repeat(64), '0'.repeat(64)];
    expect(readRefUpdates('pre-receive', `${from} ${to} refs/heads/x`)).toEqual([
      { ref: 'refs/heads/x', to, from: undefined },
    ]);
  });

  test.each(['hello', `refs/heads/x ${A}`, `refs/heads/x ${A} refs/heads/x --all`, `x HEAD refs/heads/x ${ZERO}`])(
    'anything else is not guessed at: %s',
    (input) => {
      expect(readRefUpdates('pre-push', input)).toBe('malformed');
    },
  );
});

describe('what the pre-commit program tells', () => {
  const resolve = (name: string): string | undefined => (name === 'gone' ? undefined : `id of ${name}`);

  test('nothing, when it does not run us', () => {
    expect(pushFromVariables({ PRE_COMMIT_TO_REF: 'x' }, resolve)).toBeUndefined();
  });

  test('a range of a known branch', () => {
    const environment = {
      PRE_COMMIT: '1',
      PRE_COMMIT_FROM_REF: 'old',
      PRE_COMMIT_TO_REF: 'new',
      PRE_COMMIT_REMOTE_NAME: 'origin',
      PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/x',
    };
    const updates = [{ ref: 'refs/heads/x', to: 'id of new', from: 'id of old' }];
    expect(pushFromVariables(environment, resolve)).toEqual({ remote: 'origin', updates });
  });

  test('only the branch, when all of it is new', () => {
    const environment = { PRE_COMMIT: '1', PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/x' };
    const updates = [{ ref: 'HEAD', to: 'id of refs/heads/x', from: undefined }];
    expect(pushFromVariables(environment, resolve)).toEqual({ remote: '', updates });
  });

  test('what was at the remote leaves nothing out when it is not here', () => {
    const environment = { PRE_COMMIT: '1', PRE_COMMIT_TO_REF: 'new', PRE_COMMIT_FROM_REF: 'gone' };
    expect(pushFromVariables(environment, resolve)?.updates).toEqual([
      { ref: 'HEAD', to: 'id of new', from: undefined },
    ]);
  });
});
