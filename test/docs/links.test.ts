import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, pages, proseOf } from './markdown.js';

interface Link {
  readonly page: string;
  readonly target: string;
}

const links: readonly Link[] = pages.flatMap((page) =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
);

/** What is wrong with a link to a place in this repository. */
function faultOf({ page, target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(file)) return `${page}: "${target}" leads to no file`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  return anchorsOf(file).includes(anchor) ? undefined : `${page}: "${target}" leads to no heading`;
}

test('there are pages and links to look at', () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(links.length).toBeGreaterThan(80);
});

test('every link inside the repository leads somewhere', () => {
  const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(inside.flatMap((link) => faultOf(link) ?? [])).toEqual([]);
});

test('a link that leads nowhere would be noticed', () => {
  expect(faultOf({ page: 'README.md', target: 'docs/NOT-THERE.md' })).toContain('no file');
  expect(faultOf({ page: 'README.md', target: 'docs/GUIDE.md#not-there' })).toContain('no heading');
});

test('links to elsewhere are encrypted', () => {
  expect(links.filter(({ target }) => target.startsWith('http://'))).toEqual([]);
});
