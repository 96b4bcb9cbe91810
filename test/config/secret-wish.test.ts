import { describe, expect, test } from 'vitest';
import { layerWishes, wishesInEnvironment, wishOf } from '../../src/config/secret-wish.js';

const textsOf = (wishes: ReturnType<typeof layerWishes>) =>
  wishes.map(({ name, reference }) => `${name}=${reference.text}`);

describe('variables whose values are references', () => {
  test('are wishes, but not those with the address of a file, which is common', () => {
    const wishes = wishesInEnvironment({
      A: 'vault://kv/a#b',
      B: 'aws-sm://b',
      C: 'exec://c',
      D: 'file:///etc/d',
      E: 'see vault://kv/a',
      F: 'https://f',
      G: undefined,
    });
    expect(textsOf(wishes)).toEqual(['A=vault://kv/a#b', 'B=aws-sm://b', 'C=exec://c']);
    expect(wishes[0]?.source).toBe('the environment');
  });

  test('that are wrong are named', () => {
    expect(() => wishesInEnvironment({ A: 'vault://kv' })).toThrow(
      'cannot set "A" from the environment: cannot read the reference "vault://kv": character 9: there is a mount, but no path below it',
    );
  });
});

test('of two places the later one has a name', () => {
  const file = [wishOf('A', 'env://1', 'file'), wishOf('B', 'env://2', 'file')];
  const environment = [wishOf('B', 'env://3', 'the environment')];
  const flags = [wishOf('A', 'env://4', '-e'), wishOf('C', 'env://5', '-e'), wishOf('C', 'env://6', '-e')];
  // Twice in one place is for the resolver to refuse.
  expect(textsOf(layerWishes(file, environment, flags))).toEqual(['B=env://3', 'A=env://4', 'C=env://5', 'C=env://6']);
});
