import { expect, it } from 'vitest';
import { allRegexLiterals } from '../regex-literals.js';
import { dangerOf } from '../regex-safety.js';

it('no regular expression of the sources can be kept busy, after longer thought', async () => {
  const dangers: unknown[] = [];
  for (const literal of allRegexLiterals()) dangers.push(await dangerOf(literal, 3000));
  expect(dangers.filter((danger) => danger !== undefined)).toEqual([]);
});
