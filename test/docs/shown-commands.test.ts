import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { TestRepository, temporaryFolder } from '../fixtures/git/test-repository.js';
import { base62, githubToken } from '../fixtures/made-up-tokens.js';
import { blocksOf, textOf } from './markdown.js';

const PATIENCE = { timeout: 300_000 };
const TOKEN = githubToken(31);
const VALUE = base62('of the guide', 24);

/** The words of a shell line as far as pages need them: quotes, and nothing that a shell would fill in. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

/** What stands behind `keepmum` in a line, up to where the shell does something else. */
function invocationsIn(text: string): readonly (readonly string[])[] {
  const joined = text.replaceAll('\\\n', ' ').replaceAll(/\s#\s.*$/gm, '');
  const found = [
    ...joined.matchAll(/(?:^|[\s$|&;'(])(?:npx --yes )?"?keepmum(?:@[^\s"]+(?: \]\])?(?:[^\s"]*)"?)? ([^\n]*)/gm),
  ];
  return found.map(([, rest = '']) => {
    const words = wordsOf(rest);
    const end = words.findIndex((word) => /^(?:[|&;<>]+|2>&1|\|\|)$/.test(word));
    return end < 0 ? words : words.slice(0, end);
  });
}

/** @throws if keepmum would refuse the words */
function check(words: readonly string[]): void {
  const command = COMMANDS.find(({ name }) => words.slice(0, name.split(' ').length).join(' ') === name);
  if (command === undefined) throw new Error(`no such command: ${words.join(' ')}`);
  parseArguments(command, words.slice(command.name.split(' ').length));
}

describe('lines that are shown', () => {
  test.each(['README.md', 'docs/GUIDE.md', 'docs/PIPELINES.md', 'CONTRIBUTING.md', 'docs/GUARD.md', 'docs/MASKING.md'])(
    'of %s have only flags that there are',
    (page) => {
      const blocks = blocksOf(page).filter(({ language }) => ['sh', 'yaml', 'groovy'].includes(language));
      for (const words of blocks.flatMap(({ text }) => invocationsIn(text)))
        expect(() => check(words), words.join(' ')).not.toThrow();
    },
  );

  test('of the GitLab component too', () => {
    const lines = invocationsIn(readFileSync('templates/keepmum.yml', 'utf8').replaceAll(/\$\[\[ \S+ \]\]/g, 'x'));
    expect(lines.length).toBe(2);
    for (const words of lines) expect(() => check(words)).not.toThrow();
  });

  test('are found in all the ways they are written, and wrong ones are noticed', () => {
    const text =
      'make | keepmum guard --quiet\n- run: npx --yes keepmum@0.1 scan --history .\nA=1 keepmum mask --nope x || true\n';
    const found = invocationsIn(text);
    expect(found).toEqual([
      ['guard', '--quiet'],
      ['scan', '--history', '.'],
      ['mask', '--nope', 'x'],
    ]);
    expect(() => check(found[2] ?? [])).toThrow(/--nope/);
  });
});

/** A repository with what the pages speak of, and keepmum in its PATH. */
function scene() {
  const repository = new TestRepository();
  repository.commitFile('src/app.js', 'export const answer = 42;\n');
  repository.git('branch', '--move', 'main');
  repository.git('switch', '--quiet', '--create', 'feature');
  const release = `name: release\nenv:\n  A: b\n  DEPLOY_TOKEN: ${TOKEN}\n`;
  repository.commitFile('deploy/release.yml', release);
  repository.commitFile('app.env', `NAME=shop\nAPI_PASSWORD=${base62('a password', 14)}\n`);
  repository.write('build.log', `2026-11-01T10:00:00.000Z token: ${TOKEN}\nit is ${VALUE}\n`);
  repository.write('secrets.json', JSON.stringify([VALUE, TOKEN]));
  const programs = join(temporaryFolder(), 'bin');
  mkdirSync(programs);
  const starter = `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/keepmum.cjs')}' "$@"\n`;
  writeFileSync(join(programs, 'keepmum'), starter, { mode: 0o755 });
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: temporaryFolder(),
    GIT_CONFIG_NOSYSTEM: '1',
    STORED_SECRET: VALUE,
  };
  const shell = (line: string) =>
    spawnSync('bash', ['-c', line], { cwd: repository.folder, env, encoding: 'utf8', maxBuffer: 64e6 });
  return { shell };
}

describe('commands that are shown', () => {
  test.each(['README.md', 'docs/GUIDE.md'])('of %s do what the page says, and show no value', PATIENCE, (page) => {
    const { shell } = scene();
    const blocks = blocksOf(page).filter(({ language, notRun }) => language === 'sh' && notRun === undefined);
    const lines = blocks.flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n')).filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const { status, stdout, stderr } = shell(line);
      // Clean, or with findings; nothing refused, incomplete or failed.
      expect([0, 1], `${line}\n${stderr}`).toContain(status);
      expect(stderr, line).not.toMatch(/command not found|keepmum itself failed/);
      expect(stdout + stderr, line).not.toContain(TOKEN);
      if (!line.includes('STORED_SECRET')) continue;
      expect(status, line).toBe(0);
      expect(stdout + stderr, line).not.toContain(VALUE);
    }
  });

  test('the example at the top of README.md looks as it really does', () => {
    const { shell } = scene();
    const { stdout } = shell('keepmum scan deploy app.env');
    const shown = blocksOf('README.md').find(({ language }) => language === 'console')?.text ?? '';
    const lines = shown.split('\n').filter((line) => line !== '' && !line.startsWith('$'));
    expect(lines.length).toBeGreaterThan(12);
    // Previews, scores, sizes and times are of another value.
    const general = (text: string) =>
      text.replaceAll(/ghp_…\w+|\d+(?:\.\d+)?(?: bytes| s\b)|scores [\d.]+/g, '~').trim();
    const real = new Set(stdout.split('\n').map(general));
    expect(lines.map(general).filter((line) => !real.has(line))).toEqual([]);
  });
});

test('README.md says what the action takes, as action.yml does', () => {
  const { stdout, status } = spawnSync(process.execPath, ['scripts/action-inputs.mjs'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(textOf('README.md')).toContain(`<!-- inputs -->\n${stdout}<!-- /inputs -->`);
});
