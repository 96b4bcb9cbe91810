import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitName } from '../../../../src/scan/detect/filters/name-words.js';

/** The definition: where a lower letter or digit meets a capital, before an acronym's last capital, before digits that end a word. */
function splitByExpressions(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d+)(?=$|[^A-Za-z\d])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

test.each([
  ['dbPassword2', ['db', 'password', '2']],
  ['AWS_SECRETAccessKey', ['aws', 'secret', 'access', 'key']],
  ['oauth2Token', ['oauth', '2', 'token']],
  ['sha256sum', ['sha256sum']],
  ['X-API-Key.v1', ['x', 'api', 'key', 'v', '1']],
  ['пароль2 БазыДанных', ['пароль', '2', 'базы', 'данных']],
  ['__', []],
  ['', []],
])('%s is read as %j', (name, words) => {
  expect(splitName(name)).toEqual(words);
});

test('one pass over a name gives what the definition gives', () => {
  const names = fc.string({ unit: fc.constantFrom(...'abzABZ019_-. $'), maxLength: 24 });
  fc.assert(
    fc.property(names, (name) => {
      expect(splitName(name)).toEqual(splitByExpressions(name));
    }),
    { numRuns: 3000 },
  );
});
