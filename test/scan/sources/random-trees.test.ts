import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyFolder, environment, filesByGit, filesIn, git, plant } from './tree.js';

const NAMES = ['a', 'b', 'out', 'x.log', 'keep.log'];
const PATTERNS = [
  '*',
  '*.log',
  '!keep.log',
  'out',
  'out/',
  '/out',
  '/a/*',
  '!/a/b',
  '!*/',
  'a/**',
  '**/b',
  'b/*.log',
  '\\#x',
  '!out/a',
];

const name = fc.constantFrom(...NAMES);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const ignoreText = fc
  .array(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 4 })
  .map((lines) => `${lines.join('\n')}\n`);

const tree = fc.record({
  files: fc.array(path, { minLength: 1, maxLength: 14 }),
  ignore: fc.option(ignoreText),
  exclude: fc.option(ignoreText),
  nestedIgnore: fc.array(fc.tuple(path, ignoreText), { maxLength: 2 }),
  tracked: fc.array(fc.nat(13), { maxLength: 4 }),
  deleted: fc.array(fc.nat(13), { maxLength: 2 }),
  repositories: fc.array(path, { maxLength: 2 }),
});

type Tree = typeof tree extends fc.Arbitrary<infer Shape> ? Shape : never;

/** Puts a file at a path unless a file or folder stands in the way. */
function tryPlant(folder: string, at: string, text: string): void {
  try {
    plant(folder, { [at]: text });
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toMatch(/^(?:EEXIST|ENOTDIR|EISDIR)$/);
  }
}

function build(folder: string, shape: Tree): void {
  git(folder, 'init', '--quiet');
  if (shape.ignore !== null) plant(folder, { '.gitignore': shape.ignore });
  if (shape.exclude !== null) plant(folder, { '.git/info/exclude': shape.exclude });
  for (const file of shape.files) tryPlant(folder, file, '');
  for (const [at, text] of shape.nestedIgnore) tryPlant(folder, `${at}/.gitignore`, text);
  const picked = (indices: readonly number[]) =>
    indices
      .flatMap((index) => shape.files[index] ?? [])
      .filter((file) => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile());
  const tracked = picked(shape.tracked);
  if (tracked.length > 0) git(folder, 'add', '--force', '--', ...tracked);
  for (const file of picked(shape.deleted)) rmSync(join(folder, file), { force: true });
  for (const at of shape.repositories) {
    // A repository around files that the outer one tracks cannot be checked out, only made by hand.
    if (tracked.some((file) => file === at || file.startsWith(`${at}/`) || at.startsWith(`${file}/`))) continue;
    tryPlant(folder, `${at}/`, '');
    if (existsSync(join(folder, at)) && statSync(join(folder, at)).isDirectory())
      git(join(folder, at), 'init', '--quiet');
  }
}

function isIgnoredByGit(folder: string, path: string): boolean {
  return (
    spawnSync('git', ['check-ignore', '--quiet', '--no-index', path], { cwd: folder, env: { ...environment } })
      .status === 0
  );
}

test('on any work tree the walk and git agree, from the top and from any folder', async () => {
  let withFiles = 0;
  let withIgnored = 0;
  await fc.assert(
    fc.asyncProperty(tree, async (shape) => {
      const top = join(emptyFolder(), 'top');
      mkdirSync(top);
      build(top, shape);
      const found = await filesIn(top);
      expect(found).toEqual(filesByGit(top));
      withFiles += Math.sign(found.length);
      withIgnored += Math.sign((await filesIn(top, { files: 'all' })).length - found.length);
      for (const name of NAMES.filter((entry) => existsSync(join(top, entry)))) {
        const inside = join(top, name);
        if (!statSync(inside).isDirectory() || isIgnoredByGit(top, name)) continue;
        expect(await filesIn(inside)).toEqual(filesByGit(inside));
      }
    }),
    { numRuns: 60 },
  );
  // The trees are worth something: most have files, and many have some that are left out.
  expect(withFiles).toBeGreaterThan(30);
  expect(withIgnored).toBeGreaterThan(15);
}, 120_000);
