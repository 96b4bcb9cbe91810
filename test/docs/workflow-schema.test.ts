import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { blocksOf } from './markdown.js';

/** What of GitHub's own parser is used here. */
interface Parser {
  readonly NoOperationTraceWriter: new () => object;
  parseWorkflow(
    file: { readonly name: string; readonly content: string },
    trace: object,
  ): { readonly context: { readonly errors: { getErrors(): readonly { readonly message: string }[] } } };
}

let faultsOf: (content: string) => readonly string[];

// As it is published it only loads in bundles: it imports JSON without saying so.
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@actions/workflow-parser';", resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const loaded = { exports: {} };
  new Function('module', 'require', outputFiles[0]?.text ?? '')(loaded, createRequire(import.meta.url));
  const { parseWorkflow, NoOperationTraceWriter } = loaded.exports as Parser;
  faultsOf = (content) =>
    parseWorkflow({ name: 'w.yml', content }, new NoOperationTraceWriter())
      .context.errors.getErrors()
      .map(({ message }) => message);
}, 60_000);

test.each(readdirSync('.github/workflows'))("%s is right by GitHub's own schema", (name) => {
  expect(faultsOf(readFileSync(join('.github/workflows', name), 'utf8'))).toEqual([]);
});

test('so are the workflows that docs/PIPELINES.md shows', () => {
  const shown = blocksOf('docs/PIPELINES.md')
    .filter(({ language, text }) => language === 'yaml' && text.includes('runs-on:'))
    .map(({ text }) => (text.startsWith('jobs:') ? `on: push\n${text}` : text));
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(faultsOf(text), text).toEqual([]);
});

test('a wrong workflow would be noticed', () => {
  expect(faultsOf('on: push\njobs:\n  a:\n    runs-on: x\n    stepss: []\n').join()).toContain('stepss');
});
