import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Given } from '../../../src/cli/command.js';
import { run } from '../../../src/cli/commands/run.js';
import type { RUN_OPTIONS } from '../../../src/cli/commands/run-options.js';
import { parseArguments } from '../../../src/cli/parse-arguments.js';
import { planLines } from '../../../src/cli/run/plan-lines.js';
import { allWishes, namedSecrets, readRunRequest, withSources } from '../../../src/cli/run/read-request.js';
import { wishOf } from '../../../src/config/secret-wish.js';

const CWD = '/nowhere/at/all';

function read(words: readonly string[], env: Record<string, string> = {}, cwd = CWD) {
  const given = parseArguments(run, words) as Given<typeof RUN_OPTIONS>;
  const named = namedSecrets(given.flags);
  return { named, request: readRunRequest(given, named, { env, cwd }) };
}

describe('secrets of the command line', () => {
  test('have a name, a reference, who asked, and a way', () => {
    const { named } = read([
      '-e',
      'A=env://X',
      '--file',
      'B=file://y#z',
      '--fifo',
      'C=env://Z',
      '--secret',
      'D=env://W',
      '--',
      'x',
    ]);
    expect(named.wishes.map(({ name, reference, source }) => `${name} ${reference.text} ${source}`)).toEqual([
      'A env://X -e',
      'B file://y#z --file',
      'C env://Z --fifo',
      'D env://W --secret',
    ]);
    expect(Object.fromEntries(named.deliveries)).toEqual({ A: 'environment', B: 'file', C: 'fifo', D: 'none' });
  });

  test('on standard input may be one of the others, or one of its own', () => {
    expect(read(['-e', 'A=env://X', '--stdin', 'A', '--', 'x']).request).toMatchObject({ input: 'A' });
    const { named, request } = read(['--stdin', 'A=env://X', '--', 'x']);
    expect(request.input).toBe('A');
    expect(named.deliveries.get('A')).toBe('none');
  });

  test.each([
    [['-e', 'A', '--', 'x'], 'cannot use "-e": found no "="'],
    [['-e', 'A=', '--', 'x'], 'something is missing'],
    [['-e', '=env://X', '--', 'x'], 'something is missing'],
    [['-e', 'A=nothing', '--', 'x'], 'cannot set "A" from -e'],
    [['--template', 'file', '--', 'x'], 'cannot use "--template"'],
    [['--export', 'xml=file', '--', 'x'], 'expected github, dotenv=FILE or json=FILE'],
    [['--export', 'github', '--', 'x'], 'GITHUB_ENV and GITHUB_OUTPUT are not set'],
    [[], 'COMMAND is missing'],
  ])('%j is wrong', (words, message) => {
    expect(() => read(words)).toThrow(message);
  });

  test('a value in the place of a reference is not repeated', () => {
    expect(() => read(['-e', 'hunter2hunter2', '--', 'x'])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    );
  });

  test('go before those of the environment, and these before the file', () => {
    const { named } = read(['-e', 'A=env://CLI', '--', 'x']);
    const configured = ['A', 'B', 'C'].map((name) => wishOf(name, 'env://FILE', 'keepmum.toml'));
    const wishes = allWishes(named, configured, { A: 'env://ENV', B: 'env://ENV', OTHER: 'https://x' });
    expect(wishes.map(({ name, reference }) => `${name} ${reference.path}`).sort()).toEqual([
      'A CLI',
      'B ENV',
      'C FILE',
    ]);
  });
});

describe('what is asked for besides', () => {
  test('is nothing much by itself', () => {
    expect(read(['--', 'make', '-j', '--', 'x']).request).toEqual({
      command: ['make', '-j', '--', 'x'],
      cwd: CWD,
      environment: {},
      inheritance: { kind: 'all', pass: [] },
      deliveries: new Map(),
      unmasked: [],
      templates: [],
      exports: [],
      terminal: 'auto',
      sweep: { files: [], artefacts: [], sources: [], tree: CWD },
      places: { memory: ['/dev/shm'], disk: tmpdir() },
    });
  });

  test('is taken over', () => {
    const { request } = read(
      [
        ...['--pristine', '--pass', 'X', '--pty', 'off', '--no-mask', 'U', '--artefact', 'dist'],
        ...[
          '--template',
          'a.tpl=CONF',
          '--template',
          'b.tpl=./b',
          '--export',
          'github',
          '--export',
          'json=o',
          '--',
          'x',
        ],
      ],
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_ENV: '/e',
        GITHUB_OUTPUT: '/o',
        GITHUB_STEP_SUMMARY: '',
        XDG_RUNTIME_DIR: '/run/me',
      },
    );
    expect(request).toMatchObject({
      inheritance: { kind: 'pristine', pass: ['X'] },
      terminal: 'off',
      unmasked: ['U'],
      templates: [
        { path: `${CWD}/a.tpl`, target: { variable: 'CONF' } },
        { path: `${CWD}/b.tpl`, target: { path: `${CWD}/b` } },
      ],
      exports: [
        { kind: 'github', files: ['/e', '/o'] },
        { kind: 'json', file: `${CWD}/o` },
      ],
      sweep: { files: ['/o', '/e'], artefacts: [`${CWD}/dist`] },
      ciHost: 'github',
      places: { memory: ['/dev/shm', '/run/me'] },
    });
  });

  test('the work tree is that of the repository', () => {
    const root = mkdtempSync(join(tmpdir(), 'keepmum-tree-'));
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, 'a/b'), { recursive: true });
    expect(read(['--', 'x'], {}, join(root, 'a/b')).request.sweep?.tree).toBe(root);
    rmSync(root, { recursive: true });
  });

  test('files that secrets come from are known to hold them', () => {
    const { named, request } = read(['-e', 'A=file://a/b', '-e', 'B=env://B', '--', 'x']);
    expect(withSources(request, named.wishes, '/config').sweep?.sources).toEqual(['/config/a/b']);
    expect(withSources(read(['--sweep', 'off', '--', 'x']).request, named.wishes, '/config').sweep).toBeUndefined();
  });
});

test('a dry run says everything and no value', () => {
  const { named, request } = read(
    [
      '-e',
      'A=env://X',
      '--file',
      'B=vault://kv/x?version=3#y',
      '--stdin',
      'A',
      '--pristine',
      '--sweep',
      'off',
      '--',
      'a',
      'b',
    ],
    { X: 'value', TF_BUILD: 'True' },
  );
  expect(planLines(request, named.wishes).split('\n')).toEqual([
    'command      a b',
    'environment  pristine',
    'secret       A from env://X (-e) as standard input',
    'secret       B from vault://kv/x?version=3#y (--file) as a file',
    'masks        keepmum and azure',
    'sweep        off',
    '',
  ]);
});
