import { expect, test } from 'vitest';
import { chooseColour } from '../../src/cli/colour.js';

test.each([
  [undefined, {}, 'terminal', 'always'],
  [undefined, {}, 'other', 'never'],
  [undefined, {}, 'private-file', 'never'],
  ['auto', {}, 'terminal', 'always'],
  ['always', { NO_COLOR: '1' }, 'other', 'always'],
  ['never', { FORCE_COLOR: '1' }, 'terminal', 'never'],
  [undefined, { NO_COLOR: '1' }, 'terminal', 'never'],
  [undefined, { NO_COLOR: '' }, 'terminal', 'always'],
  [undefined, { FORCE_COLOR: '1' }, 'other', 'always'],
  [undefined, { FORCE_COLOR: '0' }, 'terminal', 'never'],
  [undefined, { FORCE_COLOR: '' }, 'other', 'never'],
  [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, 'other', 'always'],
  [undefined, { TERM: 'dumb' }, 'terminal', 'never'],
] as const)('--color %s, %j, on %s: %s', (wish, env, audience, colour) => {
  expect(chooseColour(wish, env, audience)).toBe(colour);
});
