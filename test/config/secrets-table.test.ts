import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSecrets } from '../../src/config/load-secrets.js';
import { resolveScan } from '../../src/config/resolve-scan.js';
import { KeepmumError } from '../../src/core/keepmum-error.js';
import { smallAssets } from './rule-assets.js';
import { folderWith } from './temporary-folder.js';

function load(toml: string, name = 'keepmum.toml') {
  const cwd = folderWith({ '.git/': '', [name]: toml, 'sub/': '' });
  return { cwd, ...loadSecrets({ cwd: join(cwd, 'sub'), configFlag: undefined, environment: {} }) };
}

function problemsOf(toml: string): readonly (readonly string[])[] {
  try {
    load(toml);
  } catch (error) {
    if (!(error instanceof KeepmumError)) throw error;
    const problems = error.problems.length > 0 ? error.problems : [error];
    return problems.map(({ code, message, hints }) => [code, message, ...hints]);
  }
  throw new Error('it was taken');
}

describe('[secrets]', () => {
  test('names secrets, and how stores are reached', () => {
    const { cwd, folder, name, wishes, allowNames, exec, aws } = load(`
      [secrets]
      DB_PASSWORD = "vault://kv/ci/db#password"
      "MAIL_*" = "aws-sm://mail"
      allowNames = ["PATH"]
      [secrets.exec.op]
      command = ["op", "read", "op://{path}"]
      [secrets.exec.slow]
      command = ["slow"]
      timeLimit = "2m"
      maxOutput = "10K"
      [secrets.aws]
      region = "eu-central-1"
      replicas = ["eu-west-1", "eu-north-1"]
    `);
    expect(wishes.map((wish) => [wish.name, wish.reference.text, wish.source])).toEqual([
      ['DB_PASSWORD', 'vault://kv/ci/db#password', join('..', 'keepmum.toml')],
      ['MAIL_*', 'aws-sm://mail', join('..', 'keepmum.toml')],
    ]);
    expect([folder, name, allowNames]).toEqual([cwd, join('..', 'keepmum.toml'), ['PATH']]);
    expect([...exec]).toEqual([
      ['op', { argv: ['op', 'read', 'op://{path}'], timeLimit: 30_000, maxOutput: 1024 ** 2 }],
      ['slow', { argv: ['slow'], timeLimit: 120_000, maxOutput: 10 * 1024 }],
    ]);
    expect([aws.region?.text, aws.replicas?.text]).toEqual(['eu-central-1', 'eu-west-1,eu-north-1']);
  });

  test('may be missing, and so may the file; gitleaks has none', () => {
    expect(load('').wishes).toEqual([]);
    expect(load('[secrets]\nA = "env://B"', '.gitleaks.toml').wishes).toEqual([]);
    const cwd = folderWith({ '.git/': '' });
    expect(loadSecrets({ cwd, configFlag: undefined, environment: {} })).toMatchObject({ wishes: [], folder: cwd });
  });

  test.each([
    [
      '[secrets]\nA = "vualt://kv/a#b"',
      'line 2: cannot set "A" from keepmum.toml: cannot read a reference: character 1: unknown scheme "vualt", expected',
      'did you mean "vault://"?',
    ],
    [
      '[secrets]\nA = "hunter2"',
      'line 2: cannot set "A" from keepmum.toml: cannot read a reference: it has no scheme',
      undefined,
    ],
    [
      '[secrets]\nallow-names = ["PATH"]',
      'line 2: unknown key "allow-names" in [secrets]',
      'did you mean "allowNames"?',
    ],
    [
      '[secrets]\n"a b" = "env://A"',
      'line 2: unknown key "a b" in [secrets]',
      'a secret is written NAME = "vault://…"',
    ],
    ['[secrets]\nA = 3', 'line 2: unknown key "A" in [secrets]', 'a secret is written NAME = "vault://…"'],
    ['[secrets]\nallowNames = "PATH"', 'line 2: "allowNames" is something else, expected a list of strings', undefined],
    ['[secrets.asw]\nregion = "x"', 'line 1: unknown key "asw" in [secrets]', 'did you mean "aws"?'],
    ['[secrets.aws]\nregoin = "x"', 'line 2: unknown key "regoin" in [secrets.aws]', 'did you mean "region"?'],
    ['[secrets.aws]\nreplicas = "x"', 'line 2: "replicas" is something else, expected a list of strings', undefined],
    [
      '[secrets.exec.op]\ncommand = "op read"',
      'line 2: "command" is something else, expected a list of strings',
      undefined,
    ],
    [
      '[secrets.exec.op]\ncommand = []',
      'line 1: [secrets.exec.op] has no command',
      'write the program and its arguments: command = ["…", "…"]',
    ],
    [
      '[secrets.exec.op]\ncomand = ["op"]',
      'line 2: unknown key "comand" in [secrets.exec.op]',
      'did you mean "command"?',
    ],
    [
      '[secrets.exec.op]\ncommand = ["op"]\ntimeLimit = "soon"',
      'cannot use "timeLimit" in keepmum.toml, line 3: found "soon", expected a time',
      undefined,
    ],
    ['[secrets]\nexec = 3', 'line 2: "exec" is not a table, expected [secrets.exec]', undefined],
    ['[sercets]\nA = "env://A"', 'line 1: unknown key "sercets" at the top level', 'did you mean "secrets"?'],
  ])('%j is wrong', (toml, message, hint) => {
    const [[code, found, firstHint] = []] = problemsOf(toml);
    expect(code).toBe('CONFIG_INVALID');
    expect(found?.replaceAll(join('..', 'keepmum.toml'), 'keepmum.toml')).toContain(message);
    expect(firstHint).toBe(hint);
    expect(`${found}`).not.toContain('hunter2');
  });

  test('tells all wrong references at once', () => {
    expect(problemsOf('[secrets]\nA = "x"\nB = "vault://kv/a#b"\nC = "vault://kv"')).toHaveLength(2);
  });

  test('is of no concern to a scan', async () => {
    const cwd = folderWith({
      '.git/': '',
      'keepmum.toml': '[secrets]\nA = "vualt://x"\n[secrets.asw]\n[scan]\njobs = 2',
    });
    const { request } = await resolveScan(
      { paths: [], settings: {}, values: 'hidden', lineHashes: 'unwanted' },
      { assetFolder: smallAssets(), cwd, cores: 3, configFlag: undefined, environment: {} },
    );
    expect(request.jobs).toBe(2);
  });
});
