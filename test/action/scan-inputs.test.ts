import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INPUT_NAMES, readInputs } from '../../src/action/runner/inputs.js';
import { TestRepository, temporaryFolder } from '../fixtures/git/test-repository.js';
import { githubToken } from '../fixtures/made-up-tokens.js';
import { manifest, PlayedJob } from './played-job.js';

const PATIENCE = { timeout: 180_000 };

function tree(): TestRepository {
  const repository = new TestRepository();
  repository.commitFile('settings.cfg', `token = ${githubToken(3)}\n`);
  return repository;
}

const scanTree = (repository: TestRepository, inputs: Record<string, string>) =>
  new PlayedJob(repository.folder, { name: 'push' }).main({ scope: 'tree', ...inputs });

describe('action.yml', () => {
  test('declares exactly the inputs that are read', () => {
    expect(Object.keys(manifest.inputs)).toEqual([...INPUT_NAMES]);
  });

  test('has the defaults that an empty input gets, so that other hosts of the action behave alike', () => {
    const declared = Object.entries(manifest.inputs).map(([name, input]) => [
      `INPUT_${name.toUpperCase()}`,
      input.default,
    ]);
    expect(readInputs(Object.fromEntries(declared))).toEqual(readInputs({}));
  });

  test('says of each input what it is, and names programs that are there', () => {
    for (const { description } of [...Object.values(manifest.inputs), ...Object.values(manifest.outputs)]) {
      expect(description.length).toBeGreaterThan(15);
    }
    expect(manifest.runs.using).toBe('node24');
    for (const program of [manifest.runs.main, manifest.runs.post]) expect(existsSync(program)).toBe(true);
  });
});

describe('inputs that are wrong', () => {
  test.each([
    [
      { INPUT_MODE: 'exprt' },
      'cannot use the input "mode": found "exprt", expected scan, run, export, guard',
      'did you mean mode: export?',
    ],
    [{ 'INPUT_FAIL-ON': 'hihg' }, /^cannot use the input "fail-on": found "hihg"/, 'did you mean fail-on: high?'],
    [{ INPUT_MODE: 'run' }, 'cannot use mode "run": the input "run" is empty, expected a command', undefined],
    [{ INPUT_RUN: 'make' }, 'cannot use the input "run" with mode "scan"', 'a command needs mode: run'],
    [
      { INPUT_SECRETS: 'A=env://B' },
      'cannot use the input "secrets" with mode "scan"',
      'secrets need mode: run or mode: export',
    ],
  ])('%o', (env, message, hint) => {
    let caught: { message?: string; hints?: readonly string[]; code?: string } = {};
    try {
      readInputs(env);
    } catch (error) {
      caught = error as typeof caught;
    }
    expect(caught.code).toBe('USAGE');
    expect(caught.message).toMatch(message);
    expect(caught.hints?.[0]).toBe(hint);
  });

  test(
    'are told in the log and as an annotation, with exit code 2, and leave nothing for the post step',
    PATIENCE,
    async () => {
      const job = new PlayedJob(temporaryFolder(), { name: 'push' });
      const step = await job.main({ mode: 'scna' });
      expect(step.code).toBe(2);
      expect(step.log).toContain('keepmum: error: cannot use the input "mode": found "scna"');
      expect(step.annotations.join()).toContain('did you mean mode: scan?');
      expect(await job.post()).toMatchObject({ code: 0, raw: '' });
    },
  );
});

describe('what fails the step', () => {
  test('is decided by fail-on; the outputs are the same', PATIENCE, async () => {
    const repository = tree();
    for (const [failOn, code] of [
      ['low', 1],
      ['critical', 1],
      ['never', 0],
    ] as const) {
      const step = await scanTree(repository, { 'fail-on': failOn });
      expect([failOn, step.code, step.outputs.findings]).toEqual([failOn, code, '1']);
    }
  });

  test('a finding below it does not, but an incomplete scan still does', PATIENCE, async () => {
    const repository = new TestRepository();
    const rules = join(repository.folder, 'keepmum.toml');
    writeFileSync(
      rules,
      '[extend]\nuseDefault = false\n[[rules]]\nid = "own"\ndescription = "own"\nregex = "own-[0-9]{12}"\nkeywords = ["own-"]\nseverity = "medium"\n',
    );
    repository.write('a.txt', 'own-840275913362\n');
    const medium = await scanTree(repository, { 'fail-on': 'high' });
    expect([medium.code, medium.outputs.findings, medium.outputs.state]).toEqual([0, '1', 'complete']);
    const nothing = await scanTree(repository, { 'fail-on': 'high', path: 'not-there' });
    expect(nothing.code).toBe(3);
  });

  test('a configuration that is wrong is annotated too, once', PATIENCE, async () => {
    const repository = tree();
    repository.write('keepmum.toml', '[scna]\n');
    const step = await scanTree(repository, {});
    expect(step.code).toBe(2);
    expect(step.annotations).toEqual([
      "::error title=keepmum::mode scan ended with exit code 2; the step's log says why",
    ]);
    expect((await scanTree(tree(), {})).annotations.filter((line) => line.includes('exit code'))).toEqual([]);
  });

  test('what the baseline has does not', PATIENCE, async () => {
    const repository = tree();
    const report = join(temporaryFolder(), 'all.json');
    await scanTree(repository, { report: `json=${report}` });
    expect(JSON.parse(readFileSync(report, 'utf8')).findings).toHaveLength(1);
    const step = await scanTree(repository, { baseline: report });
    expect([step.code, step.outputs.findings]).toEqual([0, '0']);
    repository.write('more.cfg', `token = ${githubToken(4)}\n`);
    expect((await scanTree(repository, { baseline: report })).outputs.findings).toBe('1');
  });
});

test('reports go where the inputs say', PATIENCE, async () => {
  const repository = tree();
  const step = await scanTree(repository, { sarif: 'keepmum.sarif', report: 'csv=all.csv\ngitlab=gl.json' });
  expect(step.outputs.sarif).toBe(join(repository.folder, 'keepmum.sarif'));
  expect(JSON.parse(readFileSync(step.outputs.sarif ?? '', 'utf8')).version).toBe('2.1.0');
  expect(readFileSync(join(repository.folder, 'all.csv'), 'utf8').split('\n').length).toBeGreaterThan(1);
  expect(JSON.parse(readFileSync(join(repository.folder, 'gl.json'), 'utf8')).vulnerabilities).toHaveLength(1);
});

test('a clean tree says so in the summary', PATIENCE, async () => {
  const repository = new TestRepository();
  repository.commitFile('a', 'nothing\n');
  const step = await scanTree(repository, {});
  expect(step).toMatchObject({ code: 0, outputs: { findings: '0', state: 'complete' }, annotations: [] });
  expect(step.summary).toContain('### keepmum: no secrets found');
});
