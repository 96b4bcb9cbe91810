import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoColumns, wrap } from '../../../src/cli/help/wrap.js';

test('breaks at spaces, keeps every word, and is never too wide where words are not', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 60 }), (list, width) => {
      const lines = wrap(list.join(' '), width);
      expect(lines.join(' ')).toBe(list.join(' '));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});

test('a word longer than the line stands alone', () => {
  expect(wrap('a loooooooong word', 6)).toEqual(['a', 'loooooooong', 'word']);
});

test('two columns share one left edge, and a left side too wide for it gets its own line', () => {
  const wide = 'x'.repeat(40);
  expect(
    twoColumns(
      [
        ['-a', 'first'],
        ['--bcd', 'second is long enough to be broken'],
        [wide, 'third'],
      ],
      30,
    ),
  ).toEqual([
    '  -a     first',
    '  --bcd  second is long enough',
    '         to be broken',
    `  ${wide}`,
    '         third',
  ]);
});
