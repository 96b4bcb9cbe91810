import { chmodSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnoseHooks } from '../../../src/hook/doctor/diagnose-hook.js';
import { installGlobally } from '../../../src/hook/global/install-global.js';
import { installHooks } from '../../../src/hook/install/install-hooks.js';
import { Sandbox } from '../hook-repository.js';

const PRE_COMMIT = 'repo/.git/hooks/pre-commit';

function sandbox(): Sandbox {
  const box = new Sandbox();
  box.write('node', '#!/bin/sh\necho 1.2.3\n', 0o755);
  box.write('keepmum.cjs', '');
  box.git('.', 'init', '-q', 'repo');
  return box;
}

function installed(): Sandbox {
  const box = sandbox();
  installHooks(box.place('repo'), ['pre-commit'], { node: box.path('node'), script: box.path('keepmum.cjs') });
  return box;
}

function diagnosisOf(box: Sandbox, hook = 'pre-commit', folder = 'repo', env = {}) {
  const place = box.place(folder);
  const found = diagnoseHooks({ ...place, environment: { ...place.environment, ...env } }).find(
    (one) => one.hook === hook,
  );
  if (found === undefined) throw new Error(`no diagnosis of ${hook}`);
  return found;
}

function expectTrouble(diagnosis: ReturnType<typeof diagnosisOf>, why: RegExp, fix: RegExp): void {
  expect(diagnosis.state).toBe('broken');
  expect(diagnosis.troubles).toContainEqual({ why: expect.stringMatching(why), fix: expect.stringMatching(fix) });
}

describe('the doctor', () => {
  test('finds nothing wrong with what was just installed, and the other hook off', () => {
    const box = installed();
    expect(diagnosisOf(box)).toEqual({ hook: 'pre-commit', state: 'runs', path: box.path(PRE_COMMIT), troubles: [] });
    expect(diagnosisOf(box, 'pre-push')).toMatchObject({ state: 'off', troubles: [] });
  });

  test('a hook of others is not ours', () => {
    const box = sandbox();
    box.write(PRE_COMMIT, '#!/bin/sh\nnpm test\n', 0o755);
    expect(diagnosisOf(box).state).toBe('off');
  });

  test('a line by hand counts, a comment does not', () => {
    const box = sandbox();
    box.write(PRE_COMMIT, '#!/bin/sh\nkeepmum scan --staged\n', 0o755);
    expect(diagnosisOf(box).state).toBe('runs');
    box.write(PRE_COMMIT, '#!/bin/sh\n# keepmum scan --staged\n', 0o755);
    expect(diagnosisOf(box).state).toBe('off');
  });

  test('not executable', () => {
    const box = installed();
    chmodSync(box.path(PRE_COMMIT), 0o644);
    expectTrouble(diagnosisOf(box), /not executable/, /chmod \+x/);
  });

  test.each([
    ['a carriage return', (text: string) => text.replace('\n', '\r\n'), /carriage return/, /line feeds/],
    ['a byte order mark', (text: string) => `\u00ef\u00bb\u00bf${text}`, /byte order mark/, /line feeds/],
    ['an interpreter that is not there', (text: string) => text.replace('/bin/sh', '/no/sh'), /"\/no\/sh"/, /#!/],
    ['an end that is gone', (text: string) => text.replace('# <<< keepmum <<<', ''), /one end/, /hook install/],
  ])('a first line or a block with %s', (_, change, why, fix) => {
    const box = installed();
    box.write(PRE_COMMIT, change(box.read(PRE_COMMIT)), 0o755);
    expectTrouble(diagnosisOf(box), why, fix);
  });

  test('a program that is gone', () => {
    const box = installed();
    rmSync(box.path('keepmum.cjs'));
    expectTrouble(diagnosisOf(box), /keepmum\.cjs" is gone/, /hook install/);
  });

  test('a node that cannot run it', () => {
    const box = installed();
    box.write('node', '#!/bin/sh\necho "SyntaxError: Unexpected token" >&2\nexit 1\n', 0o755);
    expectTrouble(diagnosisOf(box), /cannot run keepmum: SyntaxError/, /20\.19/);
  });

  test.each(['local', 'global'])('git looks elsewhere: a %s core.hooksPath', (scope) => {
    const box = installed();
    box.git('repo', 'config', `--${scope}`, 'core.hooksPath', '/elsewhere');
    const fix = scope === 'local' ? /^keepmum hook install,/ : /--global/;
    expectTrouble(diagnosisOf(box), new RegExp(`"/elsewhere", which does not exist: .*\\(${scope}, `), fix);
  });

  test('installed for all repositories, but this one has hooks elsewhere', () => {
    const box = sandbox();
    const program = { node: box.path('node'), script: box.path('keepmum.cjs') };
    installGlobally(box.place('repo'), ['pre-commit'], program);
    expect(diagnosisOf(box)).toMatchObject({ state: 'runs', path: box.path('home/.config/keepmum/hooks/pre-commit') });
    expect(diagnosisOf(box, 'pre-push').state).toBe('off');
    box.git('repo', 'config', 'core.hooksPath', 'hooks');
    expectTrouble(
      diagnosisOf(box),
      /is for all repositories, but in this one core\.hooksPath is "hooks"/,
      /for this one too/,
    );
  });

  test('skipped by a variable of ours, or of the manager', () => {
    const box = installed();
    expectTrouble(
      diagnosisOf(box, 'pre-commit', 'repo', { KEEPMUM_SKIP: '1' }),
      /KEEPMUM_SKIP is set/,
      /unset KEEPMUM_SKIP/,
    );
    expect(diagnosisOf(box, 'pre-commit', 'repo', { KEEPMUM_SKIP: '0' }).state).toBe('runs');
    expect(diagnosisOf(box, 'pre-push', 'repo', { KEEPMUM_SKIP: '1' }).state).toBe('off');
  });

  test('runs in a linked work tree too', () => {
    const box = installed();
    box.run('repo', 'git', ['commit', '-q', '--no-verify', '--allow-empty', '-m', 'x']);
    box.git('repo', 'worktree', 'add', '-q', '../linked');
    expect(diagnosisOf(box, 'pre-commit', 'linked').state).toBe('runs');
  });

  test('a bare repository has no commits to look at', () => {
    const box = sandbox();
    box.git('.', 'init', '-q', '--bare', 'bare');
    box.write('bare/hooks/pre-commit', '#!/bin/sh\nkeepmum scan --staged\n', 0o755);
    expectTrouble(diagnosisOf(box, 'pre-commit', 'bare'), /bare/, /pre-receive/);
  });

  test('husky that git does not know of, or that is turned off', () => {
    const box = sandbox();
    box.write('repo/.husky/pre-commit', 'keepmum scan --staged\n');
    expectTrouble(diagnosisOf(box), /core\.hooksPath is not set/, /npx husky/);
    box.git('repo', 'config', 'core.hooksPath', '.husky/_');
    expect(diagnosisOf(box).state).toBe('runs');
    expectTrouble(diagnosisOf(box, 'pre-commit', 'repo', { HUSKY: '0' }), /HUSKY=0/, /unset HUSKY$/);
  });

  test.each([
    [
      'lefthook',
      'lefthook.yml',
      'pre-commit:\n  commands:\n    k:\n      run: keepmum scan --staged\n',
      { LEFTHOOK: '0' },
    ],
    ['pre-commit', '.pre-commit-config.yaml', 'repos:\n- hooks:\n  - id: keepmum\n', { SKIP: 'black,keepmum' }],
  ])('%s that has it, but whose own hook is not there, or that is told to skip it', (name, config, text, off) => {
    const box = sandbox();
    box.write(`repo/${config}`, text);
    expectTrouble(diagnosisOf(box), new RegExp(`does not start ${name}`), new RegExp(`^${name} install$`));
    box.write(PRE_COMMIT, `#!/bin/sh\nexec ${name} run\n`, 0o755);
    expect(diagnosisOf(box)).toMatchObject({ state: 'runs', path: box.path('repo', config) });
    expectTrouble(diagnosisOf(box, 'pre-commit', 'repo', off), /is set in this shell/, /unset/);
    expect(diagnosisOf(box, 'pre-push').state).toBe('off');
  });

  test('there is nothing to look at outside of a repository', () => {
    expect(() => diagnosisOf(new Sandbox(), 'pre-commit', '.')).toThrow(/not a git repository/);
  });
});
