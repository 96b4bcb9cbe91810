import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What only stands in the client that speaks to Vault. */
const OURS = 'chosen-by-the-transport';

it('the built program has node-vault, and not what that would load and never use', () => {
  const files = readdirSync('dist').filter((name) => /\.c?js$/.test(name));
  const built = files.map((name) => readFileSync(`dist/${name}`, 'utf8'));
  expect(built.filter((text) => text.includes(OURS)).length).toBeGreaterThan(0);
  expect(built.filter((text) => /AxiosError|follow-redirects/.test(text))).toEqual([]);
});
