import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { walk } from '../../../src/scan/sources/walk.js';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'keepmum-walk-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('walks', async () => {
  writeFileSync(join(folder, 'a'), '');
  const files = [];
  for await (const batch of walk([folder], { files: 'gitignore', environment: process.env })) files.push(...batch);
  expect(files).toEqual([{ kind: 'file', path: join(folder, 'a') }]);
});
