import { describe, expect, test } from 'vitest';
import { environmentProvider } from '../../../src/inject/providers/environment.js';
import { readAll } from './read-all.js';

const provider = environmentProvider({
  TOKEN: 'made-up-1',
  EMPTY: '',
  PAIR: '{"user":"ann","id":12345678901234567890}',
});

describe('env://', () => {
  test('is the value of a variable, empty or not', async () => {
    expect(await readAll(provider, ['env://TOKEN', 'env://EMPTY'])).toMatchObject([
      { whole: 'made-up-1' },
      { whole: '' },
    ]);
  });

  test('has the members of a JSON object as keys', async () => {
    expect(await readAll(provider, ['env://PAIR', 'env://TOKEN'])).toMatchObject([
      { fields: { user: 'ann', id: '12345678901234567890' } },
      { fields: {} },
    ]);
  });

  test('says that a variable is not set, and which was meant', async () => {
    const [answer] = await readAll(provider, ['env://TOKNE']);
    expect(answer?.error).toMatchObject({
      code: 'SECRET_NOT_FOUND',
      message: 'cannot read "env://TOKNE": the variable is not set',
      hints: ['did you mean "TOKEN"?'],
    });
  });
});
