import { describe, expect, test } from 'vitest';
import { idOf } from '../../../src/hook/push/id-of.js';
import { pushedTips } from '../../../src/hook/push/pushed-tips.js';
import { remoteRefs } from '../../../src/hook/push/remote-refs.js';
import { Sandbox } from '../hook-repository.js';

const ref = 'refs/heads/main';
const GONE = 'a'.repeat(40);

/** Two commits, of which `origin` has the first. */
function repository() {
  const box = new Sandbox();
  box.git('.', 'init', '-q', '-b', 'main', 'work');
  box.git('.', 'init', '-q', '--bare', 'remote');
  box.git('work', 'remote', 'add', 'origin', '../remote');
  box.git('work', 'commit', '-q', '--allow-empty', '-m', 'one');
  box.git('work', 'push', '-q', 'origin', 'main');
  const first = box.git('work', 'rev-parse', 'HEAD');
  box.git('work', 'commit', '-q', '--allow-empty', '-m', 'two');
  return { box, git: box.place('work'), first, second: box.git('work', 'rev-parse', 'HEAD') };
}

describe('what a push brings', () => {
  test('nothing, when no ref is left', () => {
    expect(pushedTips(repository().git, [], 'refs/')).toEqual([]);
  });

  test('the new commit, without what the remote has', () => {
    const { git, first, second } = repository();
    expect(pushedTips(git, [{ ref, to: second, from: undefined }], 'refs/remotes/origin/')).toEqual([
      second,
      `^${first}`,
    ]);
    expect(pushedTips(git, [{ ref, to: second, from: first }], undefined)).toEqual([second, `^${first}`]);
  });

  test('all of it, when nothing is known of the remote', () => {
    const { git, second } = repository();
    expect(pushedTips(git, [{ ref, to: second, from: undefined }], undefined)).toEqual([second]);
  });

  test('an old commit that is not here leaves nothing out', () => {
    const { git, second } = repository();
    expect(pushedTips(git, [{ ref, to: second, from: GONE }], undefined)).toEqual([second]);
  });

  test('every id once', () => {
    const { git, first, second } = repository();
    const updates = [1, 2, 3].map((one) => ({ ref: `refs/heads/${one}`, to: second, from: first }));
    expect(pushedTips(git, updates, 'refs/remotes/origin/')).toEqual([second, `^${first}`]);
  });
});

describe('what is known of a remote', () => {
  test('is kept under its name', () => {
    expect(remoteRefs(repository().git, 'origin')).toBe('refs/remotes/origin/');
  });

  test.each(['', 'other', '../remote', 'https://example.com/x.git', '*', '--all', 'git@example.com:x'])(
    'is nothing for %j',
    (remote) => {
      expect(remoteRefs(repository().git, remote)).toBeUndefined();
    },
  );
});

test('a name stands for an id, or for nothing', () => {
  const { git, second } = repository();
  expect(idOf(git, 'main')).toBe(second);
  for (const name of ['nowhere', '--all', '']) expect(idOf(git, name)).toBeUndefined();
});
